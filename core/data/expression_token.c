// SPDX-License-Identifier: MIT
#include "data/expression_token.h"

#include <glib.h>
#include <string.h>

#include "base/decimal.h"

static const char *const words[] = {"and", "or", "not", "is", "in", "missing", "true", "false"};

bool token_is_word(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(words[i], text) == 0)
            return true;
    return false;
}

// Signs as they are typed, the longer ones first, and what they mean; those with a hint mean
// nothing here, but elsewhere.
static const struct {
    const char *typed, *meant, *hint;
} signs[] = {
    {"<=", "<=", NULL},
    {">=", ">=", NULL},
    {"==", "==", NULL},
    {"!=", "!=", NULL},
    {"<>", "!=", NULL},
    {"&&", NULL, "write 'and'"},
    {"||", NULL, "write 'or'"},
    {"**", NULL, "there are + - * / only"},
    {"=", "==", NULL},
    {"<", "<", NULL},
    {">", ">", NULL},
    {"+", "+", NULL},
    {"-", "-", NULL},
    {"*", "*", NULL},
    {"/", "/", NULL},
    {"&", "&", NULL},
    {"(", "(", NULL},
    {")", ")", NULL},
    {",", ",", NULL},
    {"≥", ">=", NULL},
    {"≤", "<=", NULL},
    {"≠", "!=", NULL},
    {"×", "*", NULL},
    {"÷", "/", NULL},
    {"−", "-", NULL},
    {"＜", "<", NULL},
    {"＞", ">", NULL},
    {"＝", "==", NULL},
    {"＋", "+", NULL},
    {"－", "-", NULL},
    {"＊", "*", NULL},
    {"／", "/", NULL},
    {"＆", "&", NULL},
    {"（", "(", NULL},
    {"）", ")", NULL},
    {"，", ",", NULL},
    {"、", ",", NULL},
    {"!", NULL, "write 'not', or != for unequal"},
    {"%", NULL, "a column with a sign in its name stands in brackets: [增长(%)]"},
};

// Opening and closing quotes; brackets hold names.
static const struct {
    const char *open, *close;
    bool is_name;
} quotes[] = {
    {"'", "'", false}, {"\"", "\"", false}, {"“", "”", false},
    {"‘", "’", false}, {"[", "]", true},    {"［", "］", true},
};

static struct token fault(struct token token, size_t length, const char *text, const char *hint)
{
    token.kind = TOKEN_FAULT;
    token.length = length;
    token.text = text;
    token.hint = hint;
    return token;
}

static bool begins_name(gunichar c)
{
    return c == '_' || g_unichar_isalpha(c);
}

static bool continues_name(gunichar c)
{
    return c == '_' || c == '.' || g_unichar_isalnum(c);
}

static struct token read_name(struct arena *arena, struct token token)
{
    const char *end = token.start;
    while (continues_name(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    token.length = (size_t)(end - token.start);
    token.text = arena_strndup(arena, token.start, token.length);
    token.kind = TOKEN_NAME;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i], token.text) == 0)
            token.kind = TOKEN_WORD;
    return token;
}

static struct token read_number(struct arena *arena, struct token token)
{
    const char *end = token.start;
    while (g_ascii_isdigit(*end) || *end == '.' ||
           ((*end == 'e' || *end == 'E') && (g_ascii_isdigit(end[1]) || end[1] == '-')) ||
           (*end == '-' && (end[-1] == 'e' || end[-1] == 'E')))
        end++;
    const char *digits = end;
    while (continues_name(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    token.kind = TOKEN_NUMBER;
    token.length = (size_t)(end - token.start);
    char *text = arena_strndup(arena, token.start, token.length);
    if (decimal_parse(text, &token.number))
        return token;
    const char *hint = end > digits ? arena_printf(arena, "a column of this name is [%s]", text)
                                    : "write 0.5 or 1e6";
    return fault(token, token.length, arena_printf(arena, "'%s' is no number", text), hint);
}

// A text or a bracketed name; there are no escapes, for there are two kinds of quotes.
static struct token read_quoted(struct arena *arena, struct token token, size_t quote)
{
    const char *start = token.start + strlen(quotes[quote].open);
    const char *end = strstr(start, quotes[quote].close);
    if (end == NULL)
        return fault(token, strlen(quotes[quote].open),
                     arena_printf(arena, "%s opens here and is never closed", quotes[quote].open),
                     arena_printf(arena, "close it with %s", quotes[quote].close));
    token.kind = quotes[quote].is_name ? TOKEN_NAME : TOKEN_TEXT;
    token.text = arena_strndup(arena, start, (size_t)(end - start));
    token.length = (size_t)(end - token.start) + strlen(quotes[quote].close);
    return token;
}

struct token token_read(struct arena *arena, const char *at)
{
    while (g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    struct token token = {.kind = TOKEN_END, .start = at};
    if (*at == '\0')
        return token;
    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++)
        if (g_str_has_prefix(at, quotes[i].open))
            return read_quoted(arena, token, i);
    if (g_ascii_isdigit(*at))
        return read_number(arena, token);
    if (begins_name(g_utf8_get_char(at)))
        return read_name(arena, token);

    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (!g_str_has_prefix(at, signs[i].typed))
            continue;
        size_t length = strlen(signs[i].typed);
        if (signs[i].meant == NULL)
            return fault(token, length,
                         arena_printf(arena, "'%s' means nothing here", signs[i].typed),
                         signs[i].hint);
        token.kind = TOKEN_SIGN;
        token.text = signs[i].meant;
        token.length = length;
        return token;
    }
    size_t length = (size_t)(g_utf8_next_char(at) - at);
    return fault(token, length, arena_printf(arena, "'%.*s' means nothing here", (int)length, at),
                 "a column with a sign in its name stands in brackets: [增长(%)]");
}
