// SPDX-License-Identifier: MIT
#include "base/clean.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum fate { KEEP, REPLACE, DROP };

static bool is_override(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static enum fate judge_character(gunichar c, char next)
{
    if (c == '\n' || c == '\t')
        return KEEP;
    if (c == '\r')
        return next == '\n' ? DROP : REPLACE;
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
        return REPLACE;
    return is_override(c) ? DROP : KEEP;
}

static bool is_plain(const char *text)
{
    while (*text >= 0x20 && *text < 0x7f)
        text++;
    return *text == '\0';
}

const char *clean_text(struct arena *arena, const char *text, struct clean_faults *faults)
{
    if (is_plain(text))
        return arena_strdup(arena, text);

    GString *clean = g_string_sized_new(strlen(text));
    int marks = 0;
    while (*text != '\0') {
        gunichar c = g_utf8_get_char(text);
        text += g_unichar_to_utf8(c, NULL);
        enum fate fate = judge_character(c, *text);
        faults->controls += fate == REPLACE ? 1 : 0;
        faults->overrides += is_override(c) ? 1 : 0;

        marks = g_unichar_ismark(c) ? marks + 1 : 0;
        if (marks > CLEAN_MAX_MARKS) {
            faults->marks++;
            fate = DROP;
        }
        if (fate != DROP)
            g_string_append_unichar(clean, fate == KEEP ? c : 0xfffd);
    }
    char *kept = arena_strndup(arena, clean->str, clean->len);
    g_string_free(clean, TRUE);
    return kept;
}

static void add_fault(GString *words, unsigned count, const char *what, const char *done)
{
    if (count > 0)
        g_string_append_printf(words, "%s%u %s%s, %s", words->len > 0 ? "; " : "", count, what,
                               count == 1 ? "" : "s", done);
}

const char *clean_faults_words(struct arena *arena, const struct clean_faults *faults)
{
    if (faults->controls + faults->overrides + faults->marks == 0)
        return NULL;
    GString *words = g_string_new(NULL);
    add_fault(words, faults->controls, "control character", "shown as U+FFFD");
    add_fault(words, faults->overrides, "bidirectional control", "left out");
    add_fault(words, faults->marks, "combining mark", "left out, one letter having more than 32");
    char *kept = arena_strndup(arena, words->str, words->len);
    g_string_free(words, TRUE);
    return kept;
}

_Static_assert(CLEAN_MAX_MARKS == 32 && CLEAN_MAX_RUN == 4096 && CLEAN_MAX_TEXT == 16u << 10,
               "the messages name the bounds");

// A line may always be broken at a space, and before and after a wide character.
static size_t longest_run(const char *text)
{
    size_t longest = 0, run = 0;
    while (*text != '\0') {
        gunichar c = g_utf8_get_char(text);
        size_t bytes = (size_t)g_unichar_to_utf8(c, NULL);
        run = g_unichar_isspace(c) || g_unichar_iswide(c) ? 0 : run + bytes;
        longest = MAX(longest, run);
        text += bytes;
    }
    return longest;
}

const char *clean_limit_words(const char *text)
{
    size_t size = strlen(text);
    if (size > CLEAN_MAX_TEXT)
        return "is longer than 16 KiB";
    if (size > CLEAN_MAX_RUN && longest_run(text) > CLEAN_MAX_RUN)
        return "has more than 4096 bytes without a place to break a line";
    return NULL;
}
