"""A file uses a part of YAML that isn't read: anchors, aliases, tags, merge keys, several documents.

Data that is written out means the same to everybody who reads it, in every tool, and can be reviewed line by line.

Bad:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: &builder {react: 5}}
      dan: {name: Dan Okafor, skills: *builder}

Good:

    # file: people.yaml
    people:
      sofia: {name: Sofia Marin, skills: {react: 5}}
      dan: {name: Dan Okafor, skills: {react: 5}}
"""

from deliverable.findings import Severity

ID = "yaml-feature"
SEVERITY = Severity.ERROR
