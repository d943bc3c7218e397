"""Signing in and out, and the people page."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask, current_app, g, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts import passwords, queries, usecases
from portal.accounts.forms import ROLE_TITLES, NewPersonForm, RolesForm, SignInForm
from portal.accounts.session import cookie_name, drop_cookie, init_sessions, set_cookie
from portal.core import limits
from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.keys import keyed_hash
from portal.core.permissions import Permission, Role
from portal.core.routes import current_actor, requires, visitor_form
from portal.core.web import render

blueprint = Blueprint("accounts", __name__)

# Wrong passwords an hour, counted in the database, so that restarts change nothing: for one account from one network,
# for one network, and for one account from everywhere. The last is wide: a stranger must not lock somebody out.
PAIR_TRIES, NETWORK_TRIES, ACCOUNT_TRIES, WINDOW = 10, 100, 100, timedelta(hours=1)


def init(app: Flask) -> None:
    """Sessions belong to accounts; so does keeping them from idling out."""
    init_sessions(app)
    app.before_request(keep_session)


def keep_session() -> None:
    """Note that a signed-in person is there, at most every five minutes."""
    seen = session.get("last_seen_at")
    if seen is not None and now() - seen >= usecases.SEEN_EVERY:
        usecases.note_seen(token=request.cookies[cookie_name(current_app)])


def _safe_next() -> str:
    """Where to go after signing in: a path of the desk, nothing else."""
    wanted = request.args.get("next", "")
    inside = wanted.startswith(url_for("pages.desk")) and "\\" not in wanted and wanted.isprintable()
    return wanted if inside else url_for("pages.desk")


@blueprint.route("/staff/sign-in", methods=["GET", "POST"])
@visitor_form("next")
@limits.limiter.limit("20 per minute", methods=["POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """The sign-in page. Unknown address and wrong password look alike and take alike."""
    form = SignInForm()
    if form.validate_on_submit():
        person_id = _check(form.email.data or "", form.password.data or "", form)
        if person_id is not None:
            response = redirect(_safe_next(), 303)
            set_cookie(current_app, response, usecases.open_session(person_id=person_id))
            return response
    status = 200 if request.method == "GET" else g.get("sign_in_status", 422)
    return render("accounts/sign_in.html", form=form, next=request.args.get("next", "")), status


def _check(email: str, password: str, form: SignInForm) -> int | None:
    counters = _counters(email)
    if any(limits.hits(name, key, WINDOW) >= most for name, key, most in counters):
        g.sign_in_status = 429
        form.show(Refused(_("Too many attempts. Wait an hour, then try again.")))
        return None
    person = queries.person_by_email(email)
    right = passwords.is_password(person.password_hash if person else None, password)
    if person is None or not right or not person.active:
        for name, key, _most in counters:
            limits.count_hit(name=name, key=key, length=WINDOW)
        form.show(Refused(_("The email address or the password is not right."), "email"))
        return None
    return person.id


def _counters(email: str) -> tuple[tuple[str, str, int], ...]:
    """Name, key and most wrong tries of each counter that a try at `email` from this network touches."""
    account = keyed_hash("sign-in-account", email.strip().lower().encode()).hex()
    here = limits.network_key()
    pair = keyed_hash("sign-in-pair", f"{account}{here}".encode()).hex()
    return (
        ("sign-in-pair", pair, PAIR_TRIES),
        ("sign-in-network", here, NETWORK_TRIES),
        ("sign-in-account", account, ACCOUNT_TRIES),
    )


@blueprint.post("/staff/sign-out")
@requires(Permission.DESK_ENTER)
def sign_out() -> Response:
    """End this browser's session on the server and take its cookie."""
    usecases.end_session(token=request.cookies.get(cookie_name(current_app), ""))
    response = redirect(url_for("pages.home"), 303)
    drop_cookie(current_app, response)
    return response


@blueprint.route("/staff/people", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def people() -> str | Response | tuple[str, int]:
    """Everybody who may sign in, and a form for somebody new."""
    form = NewPersonForm()
    if form.validate_on_submit():
        try:
            usecases.add_person(
                actor=current_actor(),
                email=form.email.data or "",
                name=form.name.data or "",
                password=form.password.data or "",
                roles=frozenset(Role(role) for role in form.roles.data or ()),
            )
            return redirect(url_for("accounts.people"), 303)
        except Refused as refusal:
            form.show(refusal)
    status = 422 if request.method == "POST" else 200
    return render("accounts/people.html", people=queries.people(), form=form, role_titles=ROLE_TITLES), status


@blueprint.route("/staff/people/<int:person_id>", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def person(person_id: int) -> str | Response | tuple[str, int]:
    """One person's roles."""
    line = next((line for line in queries.people() if line.id == person_id), None)
    if line is None:
        raise NotFound
    form = RolesForm(data={"roles": list(line.roles), "active": line.active})
    if form.validate_on_submit():
        try:
            usecases.set_roles(
                actor=current_actor(),
                person_id=person_id,
                roles=frozenset(Role(role) for role in form.roles.data or ()),
                active=bool(form.active.data),
            )
            return redirect(url_for("accounts.people"), 303)
        except Refused as refusal:
            form.show(refusal)
    status = 422 if request.method == "POST" else 200
    return render("accounts/person.html", person=line, form=form), status
