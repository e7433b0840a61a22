"""What every pattern of this room goes by, in words: for those who ask why a name was found."""

from __future__ import annotations

from dronewatch.messages import marked

MEANINGS = {
    "after office": marked("capitalised words that follow an office"),
    "age": marked("capitalised words that an age follows"),
    "ambiguous first name": marked("capitalised words that begin with a first name which is also a word or a place"),
    "body": marked("the name of a public body that needs nothing after it"),
    "body of nation": marked("a public body with its nation"),
    "body of place": marked("a public body with the place that it is of"),
    "company apposed": marked("capitalised words that `, une entreprise` or the like follows"),
    "company form": marked("capitalised words with a legal form"),
    "company named": marked("capitalised words after one that says that they are a company"),
    "defined acronym": marked("an acronym in brackets that the name before it explains"),
    "defined name": marked("a name that an acronym in brackets stands for"),
    "first name": marked("capitalised words that begin with a first name"),
    "honorific": marked("what follows a title such as `M.` or `Mme`"),
    "media named": marked("capitalised words after one that says that they are a medium"),
    "minister": marked("a minister with the portfolio"),
    "ministry": marked("a ministry with its portfolio"),
    "office": marked("the head of a state, a government or a body"),
    "organization": marked("a kind of organization with its name"),
    "organization named": marked("capitalised words after one that says that they are an organization"),
    "place": marked("a kind of place with its name"),
    "town": marked("capitalised words after one that says that they are a town"),
    "trade": marked("capitalised words after a trade that people have"),
}
