// SPDX-License-Identifier: MIT
//
// Texts from a spec or from data, made fit to be set. Control characters would be drawn as boxes,
// bidirectional overrides show another order than is written (and, by the thousand, cost seconds),
// and so do marks piled on one letter. A run without any place to break a line costs quadratic
// time in a line breaker.
#include "spec/bind_value.h"

#include <glib.h>
#include <string.h>

#define MAX_TEXT (16u << 10)
#define MAX_RUN 4096
#define MAX_MARKS 32 // on one letter

enum fate { KEEP, REPLACE, DROP };

static bool is_bidi_control(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static enum fate judge_character(gunichar c, gunichar next)
{
    if (c == '\n' || c == '\t')
        return KEEP;
    if (c == '\r')
        return next == '\n' ? DROP : REPLACE;
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
        return REPLACE;
    return is_bidi_control(c) ? DROP : KEEP;
}

static bool is_plain(const char *text)
{
    while (*text >= 0x20 && *text < 0x7f)
        text++;
    return *text == '\0';
}

const char *bind_clean_text(const struct binding *binding, const char *text)
{
    struct arena *arena = binding->binder->arena;
    if (is_plain(text))
        return arena_strdup(arena, text);

    GString *clean = g_string_sized_new(strlen(text));
    int controls = 0, overrides = 0, marks = 0, piled = 0;
    while (*text != '\0') {
        gunichar c = g_utf8_get_char(text);
        text += g_unichar_to_utf8(c, NULL);
        enum fate fate = judge_character(c, (guchar)*text);
        overrides += is_bidi_control(c);
        controls += fate == REPLACE;

        marks = g_unichar_ismark(c) ? marks + 1 : 0;
        if (marks > MAX_MARKS) {
            piled++;
            fate = DROP;
        }
        if (fate != DROP)
            g_string_append_unichar(clean, fate == KEEP ? c : 0xfffd);
    }

    if (controls > 0)
        bind_warn(binding, "text.control", "remove it",
                  "'%s' has %d control character%s, shown as U+FFFD", binding->row.name, controls,
                  controls == 1 ? "" : "s");
    if (overrides > 0)
        bind_warn(binding, "text.control", "remove it",
                  "'%s' has %d bidirectional control%s, left out", binding->row.name, overrides,
                  overrides == 1 ? "" : "s");
    if (piled > 0)
        bind_warn(binding, "text.marks", NULL,
                  "'%s' has more than %d combining marks on one letter; the rest are left out",
                  binding->row.name, MAX_MARKS);
    char *kept = arena_strndup(arena, clean->str, clean->len);
    g_string_free(clean, TRUE);
    return kept;
}

// The longest run of bytes without a space or a wide character, before and after which a line may
// always be broken.
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

bool bind_check_text(const struct binding *binding, const char *text)
{
    if (strlen(text) > MAX_TEXT) {
        bind_complain(binding, "text.limit", "part it into several texts",
                      "'%s' is longer than 16 KiB", binding->row.name);
        return false;
    }
    if (longest_run(text) > MAX_RUN) {
        bind_complain(binding, "text.limit", "put spaces or line breaks into it",
                      "'%s' has more than %d bytes without a place to break a line",
                      binding->row.name, MAX_RUN);
        return false;
    }
    return true;
}
