"""Check a posting certificate: python3 check_certificate.py certificate.json record.jsonl"""

import hashlib
import hmac
import json
import sys
import unicodedata
from pathlib import Path

FIELDS = ["seq", "at", "role", "pseudonym", "action", "subject", "guideline", "reason"]
FIELDS += ["from_state", "to_state", "commitment", "prev"]

certificate, record = (Path(name).read_text("utf-8") for name in sys.argv[1:3])
entry, salt, text = (json.loads(certificate)[name] for name in ("entry", "salt", "text"))
body = {name: entry[name] for name in FIELDS}
body = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
if hashlib.sha256(b"portal-record-1\n" + body.encode()).hexdigest() != entry["hash"]:
    sys.exit("The entry was changed: its hash does not fit.")
message = unicodedata.normalize("NFC", text).encode()
if hmac.new(bytes.fromhex(salt), message, "sha256").hexdigest() != entry["commitment"]:
    sys.exit("The text is not the one that was posted.")
if entry not in map(json.loads, record.splitlines()):
    sys.exit("The record does not hold this entry.")
print(f"The text was posted at {entry['at']} as {entry['subject']}, entry {entry['seq']} of the record.")
