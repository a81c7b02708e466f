"""The firm's own wording of a message has a placeholder that this message doesn't know.

Such a message can't be written, and who needs it has a client on the phone. What a client must not see, such as
people, rates and chances, has no placeholder in a message to the client.

Bad:

    # file: words/client-no.txt
    Dear client, $people can't do it by $due. $question

Good:

    # file: words/client-no.txt
    Dear client, $refused $question
"""

from deliverable.findings import Severity

ID = "message-placeholder"
SEVERITY = Severity.ERROR
