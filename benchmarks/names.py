"""Words to names that look like names, and names to ids."""

import re
import unicodedata


def words(*lines: str) -> tuple[str, ...]:
    """The words of some lines."""
    return tuple(" ".join(lines).split())


SKILLS = (
    "react", "typescript", "php", "python", "java", "ui-design", "ux-research", "producing", "content", "qa",
    "accessibility", "data-engineering", "devops", "shopify", "wordpress", "drupal", "dotnet", "ios", "android", "go",
    "rust", "sql", "analytics", "machine-learning", "security", "penetration-testing", "cloud-aws", "cloud-azure",
    "kubernetes", "terraform", "salesforce", "sap", "service-design", "branding", "illustration", "motion", "video",
    "photography", "copywriting", "editing", "translation", "seo", "marketing", "workshops", "training", "change",
    "business-analysis", "architecture", "delivery", "coaching", "procurement", "finance", "legal", "gis", "cad",
    "statistics", "reporting", "integration", "migration", "support",
)  # fmt: skip
GIVEN = words(
    "Sofia Dan Callum Elif Tom Priya Jonas Anna Mateusz Inês Zoë Omar Grace Hugo Lena Marek Nadia Oliver Petra",
    "Quentin Rosa Samir Tara Ulla Viktor Wanda Ximena Yusuf Zara Aaron Beatriz Conor Daria Emil Fatima Gavin Hanna",
    "Ivan Jana Kofi Laila Miguel Nora Oskar Paula Rafael Signe Tobias Una Vera Walter Yara Adam Birgit Carlos",
    "Dilara Erik Freya Goran Helena Igor Julia Karim Lucía Magnus Nina Owen Pia Ravi Selma Theo Umar Valeria Wiktor",
    "Ayşe Björn Chloé Dmitri Esra Filip",
)
SURNAMES = words(
    "Marin Hughes Reid Demir Ashworth Nair Weber Nowak Kowalski Ferreira Santos Khan Owusu Martin Fischer Zielinski",
    "Haddad Clarke Novak Dubois Rossi Patel Brennan Larsen Petrov Wolf Garcia Yilmaz Begum Cole Almeida Byrne",
    "Ivanova Krüger Rahman Doyle Virtanen Horvat Svoboda Mensah Aziz Lopes Lindqvist Schmidt Moreau Costa Nilsson",
    "Braun Walsh Popov Keller Silva Hansen Murphy Jansen Bauer Fraser Osei Popescu Kaya Andersson Lewis Vogel Sousa",
    "Marek Fontaine Becker Shah Kelly Holm Duarte Richter Bennett Sato Wood Lang Melo Grant Roth Pereira Dixon Kurt",
    "Hill Simon Barros Frank Ellis Winter Pinto Webb",
)
CLIENT_FIRST = words(
    "Harbour Northfold Riverside City Civic Kestrel Larch Meridian Oakfield Pennine Quayside Rowan Saltmarsh",
    "Thornbury Umber Vale Westgate Yarrow Alder Beacon Cobalt Dovetail Eastbrook Fernhill Granite Highmoor",
    "Ironbridge Juniper Kingsway Linden",
)
CLIENT_LAST = words(
    "Trust Museum Theatre Bank Insurance Council Housing Energy Foods Rail Logistics University Press Clinics",
    "Hotels Charity Observatory Retail Ferries Gardens",
)
WORK = ("website", "app", "portal", "campaign", "audit", "migration", "support", "redesign", "rollout", "training")
INSIDE = ("all-hands", "recruiting", "bid-desk", "tooling", "onboarding", "research-days")
PHASES = ("plan", "design", "build", "write", "test", "launch")
FEATURES = ("search", "accounts", "checkout", "archive", "maps", "tickets", "profiles", "payments", "reports", "alerts")
DAYS = ("mon", "tue", "wed", "thu", "fri")


def slug(name: str) -> str:
    """A name as an id: lower case ASCII letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


class Ids:
    """Gives every id once, with a number behind it from the second time on."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def new(self, wish: str) -> str:
        """The wish itself, or the wish with the first number that is free."""
        count = self.seen.get(wish, 0) + 1
        self.seen[wish] = count
        return wish if count == 1 else self.new(f"{wish}-{count}")
