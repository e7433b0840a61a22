#!/usr/bin/env bash
# From the news to the names model in the package: `training/model.sh NEWS_DIR [BUILD_DIR]`, about an hour on 2 cores.
# Every step writes into BUILD_DIR and is left out when its result is there, so that an interrupted run goes on.
set -euo pipefail
cd "$(dirname "$0")/.."

news=${1:-../shared/news}
build=${2:-build/model}
python=${PYTHON:-.venv/bin/python}
export OMP_NUM_THREADS=1 PYTHONHASHSEED=0 PYTHONPATH=training

step() { # step RESULT COMMAND...: run the command unless its result is there
    local result=$1
    shift
    if [ ! -e "$build/$result" ]; then
        echo "== $result"
        "$@"
    fi
}
train() { # train OUTPUT STEPS OPTION...: one run of spaCy's training, from the pretrained tok2vec
    local output=$1 steps=$2
    shift 2
    "$python" -m spacy train training/config.cfg --code training/pretraining.py --output "$build/$output" \
        --paths.dev "[\"$build/dev.spacy\"]" --paths.vectors "$build/vectors" --training.max_steps "$steps" \
        --initialize.init_tok2vec "$build/pretrained/model0.bin" "$@"
}
[ -d "$news" ] || { echo "model.sh: no folder $news (the annotated and raw news, see docs/model.md)" >&2; exit 2; }
mkdir -p "$build"
step words.txt "$python" training/news.py "$news" "$build"
step words.floret "$python" training/vectors.py "$build"
step vectors "$python" -m spacy init vectors fr_press "$build/words.floret" "$build/vectors" --mode floret
step pretrained/model0.bin "$python" -m spacy pretrain training/config.cfg "$build/pretrained" --code training/pretraining.py \
    --paths.train "[\"$build/raw.spacy\"]" --paths.dev "[\"$build/dev.spacy\"]" --paths.vectors "$build/vectors"
for seed in 1 2 3; do
    step "teacher$seed/model-last" train "teacher$seed" 2400 --system.seed "$seed" --paths.train "[\"$build/train.spacy\"]" &
    teachers+=("$!")
done
for teacher in "${teachers[@]}"; do
    wait "$teacher"
done
step silver.spacy "$python" training/silver.py "$build" "$build"/teacher[123]/model-last
step student/model-last train student 4000 --paths.train "[\"$build/train.spacy\", \"$build/silver.spacy\"]" \
    --corpora.train.repeat_first 4
"$python" training/package.py "$build/student/model-last" src/dronewatch/pipeline/names_model
