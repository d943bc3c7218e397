"""Tokens → syntax tree, by recursive descent: XPath 1.0 as XLSForms use it, and ${name}.

    expression  operand (operator operand)*           by levels: or · and · = != · < <= > >= · + - · * div mod
    operand     "-"* union
    union       located ("|" located)*
    located     primary predicate* ("/" step)*        predicates and steps only behind what stands for nodes
    primary     number · text · ${name} · "(" expression ")" · name "(" arguments ")" · a step · "/" name
    step        (name · "." · "..") predicate*
    predicate   "[" expression "]"

Every bracket is one level deeper, and `limits.DEPTH` is checked at each, so Python's stack is never near its end.
Left out on purpose: `//`, `*` as a name, attributes and axes, which no XLSForm needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from portal.surveys.expressions import limits
from portal.surveys.expressions.errors import ExpressionError, Reason
from portal.surveys.expressions.functions import FUNCTIONS
from portal.surveys.expressions.syntax import (
    Answer,
    Call,
    Chain,
    Choices,
    Current,
    Filter,
    Item,
    Literal,
    Negative,
    NodeSyntax,
    Path,
    Root,
    Step,
    Syntax,
    Union,
)
from portal.surveys.expressions.tokens import Kind, Token, tokens_of

LEVELS = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("=", "!="), 3),
    **dict.fromkeys(("<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "div", "mod"), 6),
}


def parse(text: str) -> Syntax:
    """The tree of an expression. Raises ExpressionError, and nothing else, for any text whatever."""
    if len(text) > limits.CHARACTERS:
        raise ExpressionError(Reason.TOO_LONG, limits.CHARACTERS)
    if not text.strip():
        raise ExpressionError(Reason.EMPTY, 0)
    return _Parser(tuple(tokens_of(text))).whole()


def chained(left: Syntax, operator: str, right: Syntax) -> Chain:
    """`left operator right`, flat where the left side ends on the same level."""
    if isinstance(left, Chain) and LEVELS[left.rest[0][0]] == LEVELS[operator]:
        return Chain(left.first, (*left.rest, (operator, right)))
    return Chain(left, ((operator, right),))


class _Parser:
    """Walks over the tokens once, from left to right."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def whole(self) -> Syntax:
        syntax = self.expression()
        if self.token.kind is not Kind.END:
            raise self.unexpected()
        return syntax

    def expression(self, lowest: int = 1) -> Syntax:
        left = self.operand()
        while (operator := self.operator()) and LEVELS[operator] >= lowest:
            self.at += 1
            left = chained(left, operator, self.expression(LEVELS[operator] + 1))
        return left

    def operator(self) -> str | None:
        token = self.token
        return token.text if token.kind in {Kind.SIGN, Kind.NAME} and token.text in LEVELS else None

    def operand(self) -> Syntax:
        minuses = 0
        while self.take("-"):
            minuses += 1
        syntax = self.union()
        for _ in range(2 - minuses % 2 if minuses else 0):
            syntax = Negative(syntax)  # an even row of minuses says what two say
        return syntax

    def union(self) -> Syntax:
        first = self.located()
        if not self.sees("|") or not isinstance(first, NodeSyntax):
            return first
        parts = [first]
        while self.take("|"):
            start, part = self.token, self.located()
            if not isinstance(part, NodeSyntax):
                raise ExpressionError(Reason.NEEDS_ANSWER, start.at, start.text)
            parts.append(part)
        return Union(tuple(parts))

    def located(self) -> Syntax:
        start = self.primary()
        if not isinstance(start, NodeSyntax):
            return start
        if predicates := self.predicates():
            start = Filter(start, predicates)
        steps: list[Step] = []
        while self.take("/"):
            steps.append(self.step())
        if not steps:
            return start
        if isinstance(start, Path):
            return Path(start.start, (*start.steps, *steps))
        return Path(start, tuple(steps))

    def primary(self) -> Syntax:
        token = self.token
        if token.kind is Kind.NUMBER:
            self.at += 1
            return Literal(float(token.text))
        if token.kind is Kind.TEXT:
            self.at += 1
            return Literal(token.text)
        if token.kind is Kind.ANSWER:
            self.at += 1
            return Answer(token.text)
        if token.kind is Kind.NAME and self.tokens[self.at + 1].text == "(" and self.is_sign(self.at + 1):
            return self.call()
        if self.sees("("):
            return self.bracketed("(", ")")
        return self.place()

    def place(self) -> NodeSyntax:
        if self.take("/"):
            return Root(self.name())
        if self.take("."):
            return Item()
        return Path(Item(), (self.step(),))

    def step(self) -> Step:
        for sign in ("..", "."):
            if self.take(sign):
                return Step(sign, self.predicates())
        return Step(self.name(), self.predicates())

    def name(self) -> str:
        if self.token.kind is not Kind.NAME:
            raise self.unexpected()
        self.at += 1
        return self.tokens[self.at - 1].text

    def predicates(self) -> tuple[Syntax, ...]:
        found: list[Syntax] = []
        while self.sees("["):
            found.append(self.bracketed("[", "]"))
        return tuple(found)

    def bracketed(self, opening: str, closing: str) -> Syntax:
        with self.deeper():
            self.expect(opening)
            syntax = self.expression()
            self.expect(closing)
        return syntax

    def call(self) -> Syntax:
        name = self.token
        self.at += 1
        with self.deeper():
            arguments = self.arguments()
        if name.text == "current" and not arguments:
            return Current()
        if name.text == "instance" and len(arguments) == 1:
            return self.choices(name, arguments[0])
        function = FUNCTIONS.get(name.text)
        if function is None:
            raise ExpressionError(Reason.UNKNOWN_FUNCTION, name.at, name.text)
        if (reason := function.refuses(arguments)) is not None:
            raise ExpressionError(reason, name.at, name.text)
        return Call(name.text, arguments)

    def choices(self, name: Token, argument: Syntax) -> Choices:
        if isinstance(argument, Literal) and isinstance(argument.value, str) and argument.value:
            return Choices(argument.value)
        raise ExpressionError(Reason.NEEDS_NAME, name.at, name.text)

    def arguments(self) -> tuple[Syntax, ...]:
        self.expect("(")
        found: list[Syntax] = []
        while not self.take(")"):
            if found:
                self.expect(",")
            found.append(self.expression())
        return tuple(found)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.depth += 1
        if self.depth > limits.DEPTH:
            raise ExpressionError(Reason.TOO_DEEP, self.token.at, self.token.text)
        yield
        self.depth -= 1

    def is_sign(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.SIGN

    def sees(self, sign: str) -> bool:
        return self.is_sign(self.at) and self.token.text == sign

    def take(self, sign: str) -> bool:
        found = self.sees(sign)
        self.at += found
        return found

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self.unexpected()

    def unexpected(self) -> ExpressionError:
        token = self.token
        if token.kind is Kind.END:
            return ExpressionError(Reason.UNFINISHED, token.at)
        return ExpressionError(Reason.UNEXPECTED, token.at, token.text)
