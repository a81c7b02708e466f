"""A file of `words/` isn't the wording of any message, or can't be read.

The firm's own words are found by the file's name. Under another name the message goes out in words that nobody meant to
send any more.

Bad:

    # file: words/clients-no.txt
    Dear client, $refused $question

Good:

    # file: words/client-no.txt
    Dear client, $refused $question
"""

from deliverable.findings import Severity

ID = "message-file"
SEVERITY = Severity.WARNING
