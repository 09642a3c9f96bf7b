// SPDX-License-Identifier: MIT
#include "text/language.h"

#include <glib.h>
#include <string.h>

enum { MAX_TAG = 35 }; // BCP 47's own bound for what must be understood

// What may follow zh, and whose forms it asks for.
static const struct {
    const char *part, *forms;
} chinese[] = {
    {"Hans", "zh-Hans"},       {"CN", "zh-Hans"},         {"SG", "zh-Hans"},
    {"MY", "zh-Hans"},         {"Hant", "zh-Hant-TW"},    {"TW", "zh-Hant-TW"},
    {"Hant-TW", "zh-Hant-TW"}, {"HK", "zh-Hant-HK"},      {"MO", "zh-Hant-HK"},
    {"Hant-HK", "zh-Hant-HK"}, {"Hant-MO", "zh-Hant-HK"}, {"Hans-CN", "zh-Hans"},
    {"Hans-SG", "zh-Hans"},    {"Hans-MY", "zh-Hans"},    {"Hans-HK", "zh-Hans"},
    {"Hans-MO", "zh-Hans"},    {"Hans-TW", "zh-Hans"},    {"Hant-CN", "zh-Hant-TW"},
};

// The forms that a Chinese tag asks for; NULL where it is not Chinese, or no tag.
static const char *find_chinese(const char *tag)
{
    if (g_ascii_strcasecmp(tag, "zh") == 0)
        return "zh-Hans";
    if (g_ascii_strncasecmp(tag, "zh-", 3) != 0)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(chinese); i++)
        if (g_ascii_strcasecmp(tag + 3, chinese[i].part) == 0)
            return chinese[i].forms;
    return NULL;
}

hb_language_t language_find(const char *tag)
{
    if (!tag || !tag[0])
        tag = "zh";
    const char *forms = find_chinese(tag);
    return hb_language_from_string(forms ? forms : tag, -1);
}

bool language_is_valid(const char *tag)
{
    if (find_chinese(tag))
        return true;
    if (g_ascii_strncasecmp(tag, "zh-", 3) == 0 || strlen(tag) > MAX_TAG)
        return false;
    char **parts = g_strsplit(tag, "-", -1);
    size_t first = parts[0] ? strlen(parts[0]) : 0;
    bool good = first == 2 || first == 3;
    for (int i = 0; parts[i] && good; i++) {
        size_t length = strlen(parts[i]);
        good = length >= 1 && length <= 8;
        for (size_t at = 0; at < length && good; at++)
            good = i == 0 ? g_ascii_isalpha(parts[i][at]) : g_ascii_isalnum(parts[i][at]);
    }
    g_strfreev(parts);
    return good;
}
