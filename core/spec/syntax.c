// SPDX-License-Identifier: MIT
#include "spec/syntax.h"

#include <glib.h>
#include <string.h>

#include "spec/document.h"

// Tokens as a rough reader sees them: a string up to its quote or the end of the line, a run of
// letters and digits, or one other character. Enough to count and to point at.
struct token {
    const char *start, *end;
};

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '+' || c == '-' || c == '.' || c == '_' || c == '$';
}

static bool is_char(struct token token, char c)
{
    return token.start < token.end && *token.start == c;
}

// The token at or after *at; an empty one at the end.
static struct token next_token(const char **at, const char *end)
{
    const char *p = *at;
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        p++;

    struct token token = {p, p};
    if (p < end && *p == '"') {
        for (p++; p < end && *p != '"' && *p != '\n'; p++)
            if (*p == '\\' && p + 1 < end && p[1] != '\n')
                p++;
        if (p < end && *p == '"')
            p++;
    } else if (p < end && is_word(*p)) {
        while (p < end && is_word(*p))
            p++;
    } else if (p < end) {
        p += MIN(g_utf8_skip[(guchar)*p], end - p);
    }
    *at = token.end = p;
    return token;
}

static struct place token_place(const struct source *source, struct token token)
{
    return place_at(source, (size_t)(token.start - source->text),
                    (size_t)(token.end - token.start));
}

// Counts of one pass. For each open bracket: whether it holds anything, and how many commas.
struct bounds {
    int depth;
    long nodes;
    struct {
        bool is_object, is_empty;
        int commas;
    } open[DOCUMENT_MAX_DEPTH];
};

// The bound that a token breaks, or NULL.
static const char *count_token(struct bounds *bounds, struct token token)
{
    char c = *token.start;
    bool closes = c == ']' || c == '}';
    if (!closes && (bounds->depth == 0 || bounds->open[bounds->depth - 1].is_empty)) {
        bounds->nodes++;
        if (bounds->depth > 0)
            bounds->open[bounds->depth - 1].is_empty = false;
    }

    if (c == '[' || c == '{') {
        if (bounds->depth == DOCUMENT_MAX_DEPTH)
            return "nesting deeper than 64";
        bounds->open[bounds->depth].is_object = c == '{';
        bounds->open[bounds->depth].is_empty = true;
        bounds->open[bounds->depth].commas = 0;
        bounds->depth++;
    } else if (closes && bounds->depth > 0) {
        bounds->depth--;
    } else if (c == ',' && bounds->depth > 0) {
        bounds->nodes++;
        if (++bounds->open[bounds->depth - 1].commas >= DOCUMENT_MAX_KEYS &&
            bounds->open[bounds->depth - 1].is_object)
            return "more than 256 keys in one object";
    } else if (c == '"' && token.end - token.start > (ptrdiff_t)DOCUMENT_MAX_STRING + 2) {
        return "string longer than 64 KiB";
    }
    return bounds->nodes > DOCUMENT_MAX_NODES ? "more than 100000 values" : NULL;
}

_Static_assert(DOCUMENT_MAX_DEPTH == 64 && DOCUMENT_MAX_KEYS == 256 &&
                   DOCUMENT_MAX_STRING == 64u << 10 && DOCUMENT_MAX_NODES == 100000,
               "the messages above name the bounds");

bool syntax_check_bounds(const struct source *source, struct report *report)
{
    struct bounds bounds = {0};
    const char *at = source->text, *end = at + source->length;
    for (;;) {
        struct token token = next_token(&at, end);
        if (token.start == token.end)
            return true;
        const char *broken = count_token(&bounds, token);
        if (broken == NULL)
            continue;
        struct place place = token_place(source, token);
        place.width = 1;
        report_add(report, SEVERITY_ERROR, "json.limit", place, NULL, "%s", broken);
        return false;
    }
}

// The token at which jansson gave up, the one before it, and the brackets then open.
struct scene {
    struct token token, before;
    struct token open[DOCUMENT_MAX_DEPTH];
    int depth;
    const char *said; // by jansson
};

// `position` is where jansson stopped reading, behind the token; -1: at the end of the text.
static void find_scene(const struct source *source, int position, struct scene *scene)
{
    const char *at = source->text, *end = at + source->length;
    const char *stop = position >= 0 ? at + MIN((size_t)position, source->length) : NULL;
    scene->token = (struct token){at, at};
    for (;;) {
        scene->before = scene->token;
        scene->token = next_token(&at, end);
        if (scene->token.start == scene->token.end || (stop != NULL && at >= stop))
            return;
        if ((is_char(scene->token, '[') || is_char(scene->token, '{')) &&
            scene->depth < DOCUMENT_MAX_DEPTH)
            scene->open[scene->depth++] = scene->token;
        else if ((is_char(scene->token, ']') || is_char(scene->token, '}')) && scene->depth > 0)
            scene->depth--;
    }
}

static bool looks_numeric(struct token token)
{
    return g_ascii_isdigit(*token.start) || strchr("+-.", *token.start) != NULL;
}

// Words of other languages, and what JSON writes for them.
static const char *word_hint(struct token token)
{
    static const char *const words[][2] = {
        {"True", "write true"},
        {"False", "write false"},
        {"None", "write null, or leave the member out"},
        {"NaN", "write null, or leave the member out"},
        {"Infinity", "write null, or leave the member out"},
        {"-Infinity", "write null, or leave the member out"},
        {"undefined", "write null, or leave the member out"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i][0]) == (size_t)(token.end - token.start) &&
            strncmp(words[i][0], token.start, strlen(words[i][0])) == 0)
            return words[i][1];
    if (looks_numeric(token))
        return "a number is written as 12, -0.5 or 1e6";
    return "put texts and keys between double quotes";
}

// Punctuation of a Chinese keyboard, and what JSON writes for it.
static const char *punctuation_hint(struct token token)
{
    static const char *const marks[][2] = {
        {"“", "write '\"', the straight double quote"},
        {"”", "write '\"', the straight double quote"},
        {"＂", "write '\"', the straight double quote"},
        {"，", "write ',', the half-width comma"},
        {"、", "write ',', the half-width comma"},
        {"：", "write ':', the half-width colon"},
        {"｛", "write '{', the half-width brace"},
        {"｝", "write '}', the half-width brace"},
        {"［", "write '[', the half-width bracket"},
        {"］", "write ']', the half-width bracket"},
        {"【", "write '[', the half-width bracket"},
        {"】", "write ']', the half-width bracket"},
        {"\xc2\xa0", "write an ordinary space"},
        {"　", "write an ordinary space"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strncmp(marks[i][0], token.start, (size_t)(token.end - token.start)) == 0)
            return marks[i][1];
    return NULL;
}

struct reason {
    struct token token;
    const char *text, *hint;
};

static bool starts_value(struct token token)
{
    return token.start < token.end &&
           (strchr("\"[{-", *token.start) != NULL || g_ascii_isalnum(*token.start));
}

static bool ends_value(struct token token)
{
    return token.start < token.end && strchr(",:[{", *token.start) == NULL;
}

// Brackets that close: too early, the wrong one, or one too many.
static bool explain_closing(const struct scene *scene, struct reason *reason)
{
    struct token token = scene->token, before = scene->before;
    bool in_object = scene->depth > 0 && is_char(scene->open[scene->depth - 1], '{');

    if (!is_char(token, ']') && !is_char(token, '}'))
        return false;
    if (is_char(before, ','))
        *reason = (struct reason){before, "a comma before the closing bracket", "remove the comma"};
    else if (is_char(before, ':'))
        *reason = (struct reason){token, "a value is missing", "put it behind the ':'"};
    else if (scene->depth == 0)
        *reason = (struct reason){token, "a closing bracket too many", "remove it"};
    else if (in_object && is_char(token, ']'))
        *reason = (struct reason){token, "']' stands where '}' must close", "write '}'"};
    else if (!in_object && is_char(token, '}'))
        *reason = (struct reason){token, "'}' stands where ']' must close", "write ']'"};
    else
        return false;
    return true;
}

// Mistakes between tokens: commas and colons.
static bool explain_structure(const struct scene *scene, struct reason *reason)
{
    struct token token = scene->token, before = scene->before;

    if (g_str_has_prefix(scene->said, "'[' or '{' expected"))
        *reason = (struct reason){token, "the JSON is neither an object nor an array",
                                  "put it between '{' and '}'"};
    else if (g_str_has_prefix(scene->said, "':' expected"))
        *reason = (struct reason){token, "a colon is missing", "put ':' between key and value"};
    else if (is_char(token, ','))
        *reason = (struct reason){token, "a comma with nothing before it", "remove the comma"};
    else if (starts_value(token) && ends_value(before) && scene->depth > 0)
        *reason = (struct reason){token, "a comma is missing", "put ',' before this"};
    else if (g_str_has_prefix(scene->said, "string or '}' expected"))
        *reason =
            (struct reason){token, "a key without quotes", "put the key between double quotes"};
    else
        return false;
    return true;
}

// What never stands in JSON outside of a string.
static bool explain_mark(const struct scene *scene, struct reason *reason)
{
    struct token token = scene->token;
    const char *punctuation = punctuation_hint(token);

    if (is_char(token, '/') || is_char(token, '#'))
        *reason = (struct reason){token, "JSON has no comments",
                                  "remove it, or keep the remark in a member \"$comment\""};
    else if (is_char(token, '\'') || is_char(token, '`'))
        *reason = (struct reason){token, "the wrong quote", "strings stand between double quotes"};
    else if (is_char(token, '='))
        *reason = (struct reason){token, "'=' is not JSON", "write ':' between key and value"};
    else if (punctuation != NULL)
        *reason = (struct reason){token, "Chinese punctuation outside of a string", punctuation};
    else
        return false;
    return true;
}

static bool explain_word(const struct scene *scene, struct reason *reason)
{
    struct token token = scene->token;
    if (!is_word(*token.start))
        return false;
    *reason = (struct reason){
        token, looks_numeric(token) ? "not a number as JSON writes it" : "not a word of JSON",
        word_hint(token)};
    return true;
}

// Mistakes within a string, by jansson's own words.
static bool explain_string(const struct scene *scene, struct reason *reason)
{
    static const char *const known[][3] = {
        {"unexpected newline", "a string that does not end on its line",
         "close it with '\"', or write \\n for a line break"},
        {"control character", "a control character in a string",
         "write \\t for a tab; remove others"},
        {"invalid escape", "an unknown escape in a string", "write \\\\ for a backslash"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (g_str_has_prefix(scene->said, known[i][0])) {
            *reason = (struct reason){scene->token, known[i][1], known[i][2]};
            return true;
        }
    }
    return false;
}

static void explain_end(const struct source *source, struct report *report,
                        const struct scene *scene)
{
    char *hint = NULL;
    struct place place = place_at(source, (size_t)(scene->before.end - source->text), 0);
    if (g_str_has_prefix(scene->said, "premature end of input")) {
        place = token_place(source, scene->before);
        hint = g_strdup("close this string with '\"'");
    } else if (scene->depth > 0) {
        struct token open = scene->open[scene->depth - 1];
        struct place start = token_place(source, open);
        hint = g_strdup_printf("close the '%c' of line %d, column %d", *open.start, start.line,
                               start.column);
    }
    report_add(report, SEVERITY_ERROR, "json.syntax", place, hint,
               "the file ends before the JSON does");
    g_free(hint);
}

static void explain_syntax(const struct source *source, struct report *report,
                           const struct scene *scene)
{
    struct reason reason = {scene->token, "not JSON", NULL};
    if (scene->token.start < scene->token.end && !explain_string(scene, &reason) &&
        !explain_mark(scene, &reason) && !explain_closing(scene, &reason) &&
        !explain_structure(scene, &reason))
        (void)explain_word(scene, &reason);
    report_add(report, SEVERITY_ERROR, "json.syntax", token_place(source, reason.token),
               reason.hint, "%s", reason.text);
}

// Mistakes that have nothing to do with syntax, by jansson's code.
static const struct {
    enum json_error_code code;
    const char *name, *text, *hint;
} faults[] = {
    {json_error_end_of_input_expected, "json.syntax", "something stands behind the end of the JSON",
     "one file holds one object or array"},
    {json_error_duplicate_key, "json.duplicate", "this key stands in the object twice",
     "remove one of the two"},
    {json_error_numeric_overflow, "json.number", "number out of range",
     "numbers end at 1e308, whole ones at 18 digits; a string can hold any figure"},
    {json_error_null_character, "json.encoding", "the character U+0000 cannot stand in a text",
     "remove \\u0000"},
    {json_error_null_byte_in_key, "json.encoding", "the character U+0000 cannot stand in a key",
     "remove \\u0000"},
    {json_error_invalid_utf8, "json.encoding", "half of a surrogate pair",
     "a character above U+FFFF takes two escapes, \\ud800-\\udbff and then \\udc00-\\udfff"},
};

void syntax_explain(const struct source *source, struct report *report, const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    bool at_end = code == json_error_premature_end_of_input;
    struct scene scene = {.said = error->text};
    find_scene(source, at_end ? -1 : error->position, &scene);
    // jansson files an escaped half pair under syntax.
    if (g_str_has_prefix(error->text, "invalid Unicode"))
        code = json_error_invalid_utf8;

    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        if (faults[i].code == code) {
            report_add(report, SEVERITY_ERROR, faults[i].name, token_place(source, scene.token),
                       faults[i].hint, "%s", faults[i].text);
            return;
        }
    }
    if (at_end)
        explain_end(source, report, &scene);
    else
        explain_syntax(source, report, &scene);
}
