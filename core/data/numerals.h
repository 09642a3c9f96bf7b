// SPDX-License-Identifier: MIT
//
// Chinese numerals, from digits "10203.04": without sign, at most 16 of them before the point.
//
// 零 and 〇: GB/T 15835-2011, 5.2.5: 零 in a quantity, 〇 in what only has digits, like a year.
// Readings of a quantity: as in CLDR's %spellout-cardinal of zh: 二 and never 两; 十二 at the
// beginning, but 一百一十二; one 零 for any zeros between digits, none where only the thousand
// follows a ten thousand that is there (十万七千, but 一亿零七千).
// Capitals: 《支付结算办法》(银发〔1997〕393号), annex 1 《正确填写票据和结算凭证的基本规定》,
// items 1 to 3. Where item 3 (3) leaves the 零 free it is written before 角 (壹仟陆佰捌拾元零叁角)
// and not before 仟 (壹拾万柒仟元), as in the first form of each of its examples.
#ifndef HAIBAO_DATA_NUMERALS_H
#define HAIBAO_DATA_NUMERALS_H

#include <glib.h>
#include <stdbool.h>

#define NUMERALS_MAX_DIGITS 16

// 一万零二百零三点零四, or 壹万零贰佰零叁点零肆.
void numerals_append_words(GString *text, const char *digits, bool is_formal);

// 一〇二〇三点〇四
void numerals_append_digits(GString *text, const char *digits);

// 壹万零贰佰零叁元零肆分; with 整 after 元, and none after 角 and 分. At most two digits after the
// point are looked at.
void numerals_append_money(GString *text, const char *digits);

#endif
