"""What every pattern of this room goes by, in words, nothing but data: for those who ask why a name was found."""

from __future__ import annotations

MEANINGS = {
    "after office": "capitalised words that follow an office",
    "age": "capitalised words that an age follows",
    "ambiguous first name": "capitalised words that begin with a first name which is also a word or a place",
    "body": "the name of a public body that needs nothing after it",
    "body of nation": "a public body with its nation",
    "body of place": "a public body with the place that it is of",
    "company apposed": "capitalised words that `, une entreprise` or the like follows",
    "company form": "capitalised words with a legal form",
    "company named": "capitalised words after one that says that they are a company",
    "defined acronym": "an acronym in brackets that the name before it explains",
    "defined name": "a name that an acronym in brackets stands for",
    "first name": "capitalised words that begin with a first name",
    "honorific": "what follows a title such as `M.` or `Mme`",
    "media named": "capitalised words after one that says that they are a medium",
    "minister": "a minister with the portfolio",
    "ministry": "a ministry with its portfolio",
    "office": "the head of a state, a government or a body",
    "organization": "a kind of organization with its name",
    "organization named": "capitalised words after one that says that they are an organization",
    "place": "a kind of place with its name",
    "town": "capitalised words after one that says that they are a town",
    "trade": "capitalised words after a trade that people have",
}
