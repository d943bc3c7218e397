"""What every function gives, worked out by hand from ODK's manual and XPath 1.0."""

from __future__ import annotations

import pytest

from portal.surveys.expressions import compile_expression
from portal.surveys.expressions.functions import FUNCTIONS
from tests.surveys.expressions.form import CHOICES, said
from tests.surveys.expressions.test_values import CASES as OTHERS
from tests.surveys.expressions.test_values import table

CASES = """
# deciding
if(1 = 1, 'yes', 'no')                  yes
if(${blank}, 'yes', 'no')               no
if(${n} > 3, ${n} * 2, 1 div 0)         10
count(${age}) = if(true(), 3, 4)        true
boolean-from-string('true')             true
boolean-from-string('1')                true
boolean-from-string('TRUE')             false
boolean-from-string(1)                  true
boolean-from-string('yes')              false
coalesce(${blank}, 'x')                 x
coalesce(${name}, 'x')                  Ana
coalesce('', ${blank})                  ∅
coalesce('', '', 'third')               third
once('x')                               x
checklist(1, 2, 'yes', 'no', 'yes')     true
checklist(3, -1, 'yes', 'no', 'yes')    false
checklist(-1, 1, 'yes', 'no', 'yes')    false
checklist(-1, -1, 'no')                 true
checklist(1, 1, true(), false())        true
checklist(2, 2, ${age})                 true
weighted-checklist(3, 5, 'yes', 4, 'no', 2)     true
weighted-checklist(5, -1, 'yes', 4, 'no', 2)    false
weighted-checklist(-1, 3, 'yes', 4, 'no', 2)    false
weighted-checklist(0, 9, 'yes', 'x')    false
# choices
selected(${topics}, 'roads')            true
selected(${topics}, 'road')             false
selected(${topics}, ' roads ')          true
selected(${topics}, 'parks roads')      false
selected(${topics}, '')                 false
selected(${blank}, '')                  false
selected(${blank}, 'x')                 false
selected-at(${topics}, 0)               parks
selected-at(${topics}, 2)               water
selected-at(${topics}, 3)               ∅
selected-at(${topics}, -1)              ∅
selected-at(${topics}, 'x')             ∅
count-selected(${topics})               3
count-selected(${blank})                0
count-selected('  a  b ')               2
jr:choice-name(${town}, '${town}')      Bowling Green
jr:choice-name(${town}, ' /data/town ')  Bowling Green
jr:choice-name(${town}, ${town})        Bowling Green
jr:choice-name('zz', '${town}')         zz
jr:choice-name(${blank}, '${town}')     ∅
jr:itext('x')                           x
jr:itext(CHOICES[name = ${town}]/itextId)  Bowling Green
# texts
string(1.50)                            1.5
string(true())                          true
string(${age})                          3
string-length('añ😀')                   3
string-length(${blank})                 0
normalize-space(${text})                a b c
normalize-space('')                     ∅
concat('a')                             a
concat('a', 1, true())                  a1true
concat(${first}, '!')                   BoCyDi!
join(', ', ${first})                    Bo, Cy, Di
join('-', 'a', 'b')                     a-b
join('-', ${nothing})                   ∅
substr('hello', 1)                      ello
substr('hello', 1, 3)                   el
substr('hello', 0, 99)                  hello
substr('hello', -2)                     lo
substr('hello', -3, -1)                 ll
substr('hello', -99, 2)                 he
substr('hello', 3, 1)                   ∅
substr('hello', 1.9, 3.9)               el
substr('hello', 'x', 2)                 he
substring('12345', 2, 3)                234
substring('12345', 2)                   2345
substring('12345', 1.5, 2.6)            234
substring('12345', 0, 3)                12
substring('12345', 0 div 0, 3)          ∅
substring('12345', -42, 1 div 0)        12345
substring('12345', -1 div 0, 1 div 0)   ∅
substring-before('1999/04/01', '/')     1999
substring-before('abc', 'x')            ∅
substring-before('abc', 'a')            ∅
substring-after('1999/04/01', '/')      04/01
substring-after('abc', 'x')             ∅
substring-after('abc', '')              abc
contains('abc', 'bc')                   true
contains('abc', 'x')                    false
contains('abc', '')                     true
starts-with('abc', 'ab')                true
ends-with('abc', 'bc')                  true
ends-with('abc', 'b')                   false
translate('bar', 'abc', 'AB')           BAr
translate('--aaa--', 'abc-', 'ABC')     AAA
translate('aa', 'aa', 'xy')             xx
# regex matches the whole value
regex('abc', 'b')                       false
regex('abc', '.*b.*')                   true
regex('abc', '^abc$')                   true
regex('a@b.co', '[\\w-\\.]+@[a-z.]+')   true
regex('5', '[0-9]{1,3}')                true
regex('', '')                           true
regex(${blank}, '.+')                   false
regex('é', '.')                         true
regex(5, ${n})                          true
regex('a', concat('(', ''))             false
# numbers
int(2.9)                                2
int(-2.9)                               -2
int('x')                                NaN
int(1 div 0)                            Infinity
round(2.5)                              3
round(2.4)                              2
round(-2.5)                             -2
round(-2.6)                             -3
round(0.49999999999999994)              0
round(2.345, 2)                         2.35
round(1.005, 2)                         1.01
round(1234.5, -2)                       1200
round(1250, -2)                         1300
round(12.3, 'x')                        12.3
round(1, 1 div 0)                       1
round(1, -1 div 0)                      0
round(${blank})                         NaN
floor(-1.5)                             -2
ceiling(-1.5)                           -1
ceiling('x')                            NaN
abs(-3)                                 3
pow(2, 10)                              1024
pow(10, 400)                            Infinity
pow(-10, 401)                           -Infinity
pow(-10, 400)                           Infinity
pow(-8, 1 div 3)                        NaN
pow(0, -1)                              Infinity
pow(2, 0 div 0)                         NaN
sqrt(9)                                 3
sqrt(-1)                                NaN
exp(0)                                  1
exp(1000)                               Infinity
exp10(2)                                100
log(1)                                  0
log(0)                                  -Infinity
log(-1)                                 NaN
log10(1000)                             3
round(pi(), 4)                          3.1416
random()                                0.25
uuid()                                  0f8fad5b-d9cb-469f-a165-70867728950e
uuid(8)                                 0f8fad5b
uuid('x')                               0f8fad5b-d9cb-469f-a165-70867728950e
sum(${income})                          1200.5
sum(${age})                             NaN
sum(${age}[. != ''])                    43
sum(${nothing})                         0
sum(1, 2, ${n})                         8
min(3, 1, 2)                            1
max(3, ${n})                            5
min(${nothing})                         NaN
max(${age})                             NaN
max(${age}[. >= 0])                     40
max('')                                 NaN
# answers and rows
count(${member})                        3
count(${age})                           3
count(${kind})                          3
count(${nothing})                       0
count(${empty})                         0
count(${blank})                         1
count-non-empty(${age})                 2
count(${name} | ${town})                2
count(${name} | ${name})                1
count(${age} | ${member}/age)           3
position(${member}[age = 40])           2
position(${nothing})                    NaN
index(${member}[last()])                3
indexed-repeat(${age}, ${member}, 2)    40
indexed-repeat(${first}, ${member}, ${n} - 2)   Di
indexed-repeat(${age}, ${member}, 9)    ∅
indexed-repeat(${age}, ${member}, 'x')  ∅
indexed-repeat(${kind}, ${member}, 2, ${pet}, 2)  dog
indexed-repeat(${kind}, ${member}, 3, ${pet}, 2)  ∅
indexed-repeat(/data/household/member/age, /data/household/member, 2)  40
# paths
/data/name                              Ana
/data/household/member[2]/first         Cy
/data/household/member[position() = 2]/first  Cy
/data/household/member[last()]/first    Di
/data/household/member[age > 10]/first  Cy
/data/household/member[first = 'Bo']/age  3
/data/household/member/age              3
/data/household/member[2]/pet[2]/kind   dog
/data/household/member[2]/../income     1200.50
/data/unknown                           ∅
/data/blank                             ∅
count(/data/household/member[pet])      2
count(/data/household/member[count(pet) = 2])  1
count(/data/household/member/pet[1])    2
count((/data/household/member/pet)[1])  1
count(/data/household/member/..)        1
${member}[3]/first                      Di
${member}[age][2]/first                 Cy
CHOICES[name = 'ow']/label  Owensboro
CHOICES[state = 'ky'][2]/name  ow
count(CHOICES[people > 50000])  2
sum(CHOICES/people)  176908
CHOICES[name = current()/town]/people  72294
CHOICES[name = 'zz']/label  ∅
# dates
today()                                 2026-11-25
now()                                   2026-11-25T09:30:00.000-06:00
date('2026-11-25T10:30')                2026-11-25
date(0)                                 1970-01-01
date(1.9)                               1970-01-02
date(-1)                                1969-12-31
date('x')                               ∅
date(1 div 0)                           ∅
date(99999999)                          ∅
date(${born}) = ${born}                 true
date(today() + 7)                       2026-12-02
date-time(0.5)                          1970-01-01T12:00:00.000
date-time('2026-11-25')                 2026-11-25T00:00:00.000
date-time(${blank})                     ∅
decimal-date-time('1970-01-02T06:00:00.000Z')  1.25
decimal-date-time('x')                  NaN
decimal-time('12:00')                   0.5
decimal-time('18:00:00.000+01:00')      0.75
decimal-time('2026-11-25T06:00')        0.25
decimal-time('25:00')                   NaN
format-date('2026-03-05', '%Y %y %m %n %d %e %b %a')  2026 26 03 3 05 5 Mar Thu
format-date(${born}, '%d/%m/%Y')        28/02/1990
format-date('x', '%Y')                  ∅
format-date('2026-03-05', '100%% %q %')  100% %q %
format-date-time('2026-03-05T07:08:09.123', '%H:%M:%S.%3 %h')  07:08:09.123 7
"""
ROWS = table(CASES.replace("CHOICES", CHOICES.format("towns")))


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_function_gives_what_was_worked_out_by_hand(text: str, expected: str) -> None:
    assert said(text) == expected


def test_every_function_of_the_table_was_tried() -> None:
    tried = {name for text, _ in [*ROWS, *table(OTHERS)] for name in compile_expression(text).functions}
    assert FUNCTIONS.keys() - tried == set()
