"""Gold files: what people have marked in articles, and how far it can be trusted.

for gold in files.folder("data/annotations/seeds"):
    print(gold.article, len(gold.spans))
"""

from dronewatch.annotate.model import Annotation, AnnotationFile

__all__ = ["Annotation", "AnnotationFile"]
