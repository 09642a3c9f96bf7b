// SPDX-License-Identifier: MIT
//
// Whose forms of characters and marks: fonts for several countries hold those of each.
#ifndef HAIBAO_TEXT_LANGUAGE_H
#define HAIBAO_TEXT_LANGUAGE_H

#include <hb.h>
#include <stdbool.h>

// What fonts know a BCP 47 tag as. zh, zh-CN and zh-SG are zh-Hans; zh-Hant and zh-TW zh-Hant-TW;
// zh-HK and zh-MO zh-Hant-HK; other languages are themselves. NULL or "" is zh-Hans: without a
// language such fonts show Japanese forms.
hb_language_t language_find(const char *tag);

// Whether a tag is one: parts of letters and digits, and in Chinese only scripts and countries that
// write it.
bool language_is_valid(const char *tag);

#endif
