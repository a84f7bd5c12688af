"""Google's sign-in on loopback: service accounts, refresh tokens, and the browser's questions."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from google.auth import jwt

from tests.google.google_world import Answer

ROBOT = "robot@plan-123.iam.gserviceaccount.com"
PERSON = "dana@example.org"


@dataclass
class TokenOffice:
    """Hands out tokens for what it knows; ``revoked`` makes every refresh token worthless."""

    revoked: bool = False
    tokens: dict[str, str] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._certificate = _certificate(self._key)

    def service_account(self) -> dict[str, str]:
        """A service-account key file, as an administrator downloads it."""
        key = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()
        return {
            "type": "service_account", "project_id": "plan-123", "private_key_id": "k1",
            "private_key": key, "client_email": ROBOT, "client_id": "1",
            "token_uri": "https://oauth2.googleapis.com/token",
        }  # fmt: skip

    def client_file(self) -> dict[str, object]:
        """The desktop client an administrator downloads for sign-in in a browser."""
        return {"installed": {
            "client_id": "c1.apps.googleusercontent.com", "client_secret": "not-secret",
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": "https://oauth2.googleapis.com/token",
            "redirect_uris": ["http://localhost"],
        }}  # fmt: skip

    def user_file(self) -> dict[str, str]:
        """What gcloud leaves for application-default credentials."""
        token = secrets.token_urlsafe(16)
        self.refresh[token] = PERSON
        return {"type": "authorized_user", "client_id": "c1.apps.googleusercontent.com",
                "client_secret": "not-secret", "refresh_token": token}  # fmt: skip

    def account_of(self, token: str) -> str:
        return self.tokens.get(token, "")

    def token(self, body: bytes) -> Answer:
        """The token endpoint."""
        asked = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        grant = asked.get("grant_type", "")
        if grant.endswith("jwt-bearer"):
            try:
                claims = jwt.decode(asked["assertion"], certs={"k1": self._certificate})
            except ValueError:
                return _refused("invalid_grant", "Invalid JWT Signature.")
            self.scopes.append(claims.get("scope", ""))
            return self._granted(claims["iss"])
        if grant == "refresh_token":
            person = self.refresh.get(asked["refresh_token"], "")
            if self.revoked or not person:
                return _refused("invalid_grant", "Token has been expired or revoked.")
            return self._granted(person)
        return self._coded(asked)

    def _coded(self, asked: dict[str, str]) -> Answer:
        challenge = self.asked.pop(asked.get("code", ""), None)
        proof = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        found = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if challenge is None or (challenge and challenge != found):
            return _refused("invalid_grant", "Malformed auth code.")
        fresh = secrets.token_urlsafe(16)
        self.refresh[fresh] = PERSON
        return self._granted(PERSON, fresh)

    def ask(self, target: str) -> Answer:
        """The page on which a person allows the tool; here it is allowed at once."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(target).query).items()}
        code = secrets.token_urlsafe(8)
        self.asked[code] = asked.get("code_challenge", "")
        self.scopes.append(asked["scope"])
        back = urlencode({"code": code, "state": asked["state"], "scope": asked["scope"]})
        to = f"{asked['redirect_uri']}?{back}"
        return Answer(302, b"", headers={"Location": to})

    def _granted(self, account: str, refresh: str = "") -> Answer:
        token = secrets.token_urlsafe(16)
        self.tokens[token] = account
        said = {"access_token": token, "expires_in": 3600, "token_type": "Bearer",
                "scope": "https://www.googleapis.com/auth/spreadsheets"}  # fmt: skip
        if refresh:
            said["refresh_token"] = refresh
        return Answer(200, json.dumps(said).encode())


def _refused(error: str, description: str) -> Answer:
    said = {"error": error, "error_description": description}
    return Answer(400, json.dumps(said).encode())


def _certificate(key: rsa.RSAPrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "robot")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(serialization.Encoding.PEM)
