// SPDX-License-Identifier: MIT
#include "data/placeholder.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "data/filter.h"
#include "spec/locate.h"

// What filling needs to know, and where to complain.
struct filler {
    struct arena *arena;
    struct report *report;
    const struct scope *scope;
    struct place place;
};

// A placeholder or the text before it. `next` is where to go on.
struct piece {
    enum { PIECE_TEXT, PIECE_BRACES, PIECE_NAME, PIECE_OPEN, PIECE_END } kind;
    const char *start; // of the text or name
    size_t length;
    const char *next;
};

static struct piece next_piece(const char *at)
{
    if (*at == '\0')
        return (struct piece){PIECE_END, at, 0, at};
    if (g_str_has_prefix(at, "{{{{"))
        return (struct piece){PIECE_BRACES, at, 2, at + 4};
    const char *open = strstr(at, "{{");
    if (open != at) {
        size_t length = open != NULL ? (size_t)(open - at) : strlen(at);
        return (struct piece){PIECE_TEXT, at, length, at + length};
    }
    const char *start = at + 2, *close = filter_find_end(start);
    if (close == NULL)
        return (struct piece){PIECE_OPEN, start, strlen(start), start};
    const char *next = close + 2;
    while (start < close && g_ascii_isspace(*start))
        start++;
    while (close > start && g_ascii_isspace(close[-1]))
        close--;
    return (struct piece){PIECE_NAME, start, (size_t)(close - start), next};
}

bool placeholder_is_in(const char *text)
{
    return strstr(text, "{{") != NULL;
}

// The place, sought only now where the caller knows the pointer alone.
static struct place filler_place(const struct filler *filler)
{
    struct place place = filler->place;
    if (place.line > 0 || place.source == NULL || place.pointer == NULL ||
        report_is_full(filler->report, SEVERITY_ERROR))
        return place;
    return locate_value(place.source, place.pointer);
}

static void complain(const struct filler *filler, const char *code, const char *hint,
                     const char *text)
{
    report_add(filler->report, SEVERITY_ERROR, code, filler_place(filler), hint, "%s", text);
}

// Every name that a placeholder could mean here. Free with g_free.
static const char **known_names(const struct scope *scope)
{
    GPtrArray *names = g_ptr_array_new();
    for (; scope != NULL; scope = scope->outer) {
        int32_t columns = scope->table != NULL ? hai_table_columns(scope->table) : 0;
        for (int32_t i = 0; i < columns; i++)
            g_ptr_array_add(names, (gpointer)(uintptr_t)hai_table_column_name(scope->table, i));
        const char *key;
        json_t *value;
        json_object_foreach(scope->values, key, value)
            g_ptr_array_add(names, (gpointer)(uintptr_t)key);
    }
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}

static void report_unknown(const struct filler *filler, const char *name)
{
    const char **names = known_names(filler->scope);
    const char *hint = strstr(name, "｜") != NULL
                           ? "write a half-width '|' before a filter"
                           : report_names_hint(filler->arena, name, names, "known here:");
    g_free(names);
    report_add(filler->report, SEVERITY_ERROR, "data.unknown", filler_place(filler), hint,
               "{{%s}} is no column of this row and no value of \"data\"", name);
}

// What a name means: a new reference, and for a cell how it is written; NULL after reporting.
static json_t *find_meaning(const struct filler *filler, const char *name, const char **written)
{
    *written = NULL;
    for (const struct scope *scope = filler->scope; scope != NULL; scope = scope->outer) {
        if (scope->table != NULL && strcmp(name, "#") == 0)
            return json_integer(scope->row + 1);
        int32_t column = scope->table != NULL ? hai_table_find_column(scope->table, name) : -1;
        if (column >= 0) {
            *written = hai_table_text(scope->table, scope->row, column);
            return table_value(scope->table, scope->row, column);
        }
        json_t *value = json_object_get(scope->values, name);
        if (value != NULL)
            return json_incref(value);
    }
    report_unknown(filler, name);
    return NULL;
}

// Append a value as it reads within a text.
static bool append_value(const struct filler *filler, GString *text, const json_t *value,
                         const char *written)
{
    char digits[DECIMAL_BYTES];
    if (written != NULL) {
        g_string_append(text, written);
    } else if (json_is_string(value)) {
        g_string_append(text, json_string_value(value));
    } else if (json_is_integer(value)) {
        g_string_append_printf(text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    } else if (json_is_real(value)) {
        decimal_shortest(json_real_value(value), digits);
        g_string_append(text, digits);
    } else if (json_is_boolean(value)) {
        g_string_append(text, json_is_true(value) ? "true" : "false");
    } else if (!json_is_null(value)) {
        complain(filler, "data.type", "name a text or a number",
                 "a list or an object cannot stand within a text");
        return false;
    }
    return true;
}

// Send a value, whose reference is taken, through the filters after its name.
static json_t *filter_value(const struct filler *filler, json_t *value, const char **written,
                            const char *chain, size_t length)
{
    struct filter_error error = {0};
    json_t *filtered = filter_chain(filler->arena, value, written, chain, length, &error);
    json_decref(value);
    if (filtered == NULL)
        complain(filler, error.code, error.hint, error.text);
    return filtered;
}

// The meaning of a piece that is a name, or a name and filters.
static json_t *piece_meaning(const struct filler *filler, const struct piece *piece,
                             const char **written)
{
    const char *bar = memchr(piece->start, '|', piece->length);
    size_t length = bar != NULL ? (size_t)(bar - piece->start) : piece->length;
    char *name = g_strchomp(g_strndup(piece->start, length));
    json_t *value = NULL;
    if (name[0] != '\0')
        value = find_meaning(filler, name, written);
    else
        complain(filler, "data.placeholder", "write {{name}}, or {{{{ for two braces",
                 "a placeholder without a name");
    g_free(name);
    if (value == NULL || bar == NULL)
        return value;
    return filter_value(filler, value, written, bar + 1, piece->length - length - 1);
}

static bool append_piece(const struct filler *filler, GString *text, const struct piece *piece)
{
    if (piece->kind == PIECE_OPEN) {
        complain(filler, "data.placeholder", "write {{name}}, or {{{{ for two braces",
                 "a placeholder that is not closed");
        return false;
    }
    if (piece->kind != PIECE_NAME) {
        g_string_append_len(text, piece->start, (gssize)piece->length);
        return true;
    }
    const char *written = NULL;
    json_t *value = piece_meaning(filler, piece, &written);
    bool ok = value != NULL && append_value(filler, text, value, written);
    json_decref(value);
    return ok;
}

// A text that is one placeholder. A number that is written in a way that a double does not keep,
// like 306.80, stays a text, so that it is shown as written; binding reads it as a number, too.
static json_t *fill_whole(const struct filler *filler, const struct piece *piece)
{
    const char *written = NULL;
    char digits[DECIMAL_BYTES];
    json_t *value = piece_meaning(filler, piece, &written);
    if (written == NULL || !json_is_real(value))
        return value;
    decimal_shortest(json_real_value(value), digits);
    if (strcmp(digits, written) == 0)
        return value;
    json_decref(value);
    return json_string(written);
}

static json_t *fill_text(const struct filler *filler, const char *text)
{
    struct piece piece = next_piece(text);
    if (piece.kind == PIECE_NAME && *piece.next == '\0')
        return fill_whole(filler, &piece);

    GString *filled = g_string_new(NULL);
    bool ok = true;
    for (; piece.kind != PIECE_END; piece = next_piece(piece.next))
        ok = append_piece(filler, filled, &piece) && ok;
    json_t *value = ok ? json_stringn(filled->str, filled->len) : NULL;
    g_string_free(filled, TRUE);
    return value;
}

json_t *placeholder_fill(struct arena *arena, struct report *report, const struct scope *scope,
                         const char *text, struct place place)
{
    struct filler filler = {arena, report, scope, place};
    return fill_text(&filler, text);
}

enum comparison { NONE, EQUAL, UNEQUAL, LESS, LESS_EQUAL, MORE, MORE_EQUAL };

// The first operator outside of placeholders, its place and length.
static enum comparison find_comparison(const char *text, const char **start, size_t *length)
{
    static const struct {
        const char *text;
        enum comparison comparison;
    } operators[] = {{"==", EQUAL},      {"!=", UNEQUAL}, {"<=", LESS_EQUAL},
                     {">=", MORE_EQUAL}, {"<", LESS},     {">", MORE}};
    for (struct piece piece = next_piece(text); piece.kind != PIECE_END;
         piece = next_piece(piece.next)) {
        if (piece.kind != PIECE_TEXT)
            continue;
        for (const char *at = piece.start; at < piece.start + piece.length; at++) {
            for (size_t i = 0; i < G_N_ELEMENTS(operators); i++) {
                if (!g_str_has_prefix(at, operators[i].text))
                    continue;
                *start = at;
                *length = strlen(operators[i].text);
                return operators[i].comparison;
            }
        }
    }
    return NONE;
}

static bool value_number(const json_t *value, double *number)
{
    if (json_is_string(value))
        return decimal_parse(json_string_value(value), number);
    if (!json_is_number(value))
        return false;
    *number = json_number_value(value);
    return true;
}

static bool value_is_true(const json_t *value)
{
    double number;
    if (value_number(value, &number))
        return number != 0;
    if (json_is_string(value))
        return json_string_length(value) > 0 && strcmp(json_string_value(value), "false") != 0;
    return !json_is_null(value) && !json_is_false(value);
}

// -1, 0, 1; by the order of code points where one side is no number. *ok is false after reporting.
static int compare_values(const struct filler *filler, const json_t *a, const json_t *b, bool *ok)
{
    double x, y;
    if (value_number(a, &x) && value_number(b, &y))
        return (x > y) - (x < y);
    GString *left = g_string_new(NULL), *right = g_string_new(NULL);
    *ok = append_value(filler, left, a, NULL) && append_value(filler, right, b, NULL);
    int order = strcmp(left->str, right->str);
    g_string_free(left, TRUE);
    g_string_free(right, TRUE);
    return (order > 0) - (order < 0);
}

static bool holds(enum comparison comparison, int order)
{
    switch (comparison) {
    case EQUAL:
        return order == 0;
    case UNEQUAL:
        return order != 0;
    case LESS:
        return order < 0;
    case LESS_EQUAL:
        return order <= 0;
    case MORE:
        return order > 0;
    case MORE_EQUAL:
        return order >= 0;
    case NONE:
        break;
    }
    return false;
}

// One side of a comparison, blanks around it dropped.
static json_t *fill_side(const struct filler *filler, const char *start, size_t length)
{
    char *side = g_strstrip(g_strndup(start, length));
    json_t *value = fill_text(filler, side);
    g_free(side);
    return value;
}

static bool test_comparison(const struct filler *filler, const char *text, bool *ok)
{
    const char *sign = NULL;
    size_t length = 0;
    enum comparison comparison = find_comparison(text, &sign, &length);
    if (comparison == NONE) {
        json_t *value = fill_side(filler, text, strlen(text));
        bool is_true = value != NULL && value_is_true(value);
        *ok = value != NULL;
        json_decref(value);
        return is_true;
    }

    json_t *left = fill_side(filler, text, (size_t)(sign - text));
    json_t *right = fill_side(filler, sign + length, strlen(sign + length));
    *ok = left != NULL && right != NULL;
    int order = *ok ? compare_values(filler, left, right, ok) : 0;
    json_decref(left);
    json_decref(right);
    return *ok && holds(comparison, order);
}

bool placeholder_condition(struct arena *arena, struct report *report, const struct scope *scope,
                           json_t *value, struct place place, bool *ok)
{
    struct filler filler = {arena, report, scope, place};
    *ok = true;
    if (json_is_string(value))
        return test_comparison(&filler, json_string_value(value), ok);
    if (json_is_boolean(value))
        return json_is_true(value);
    complain(&filler, "data.type", "write true, false or \"{{field}} == value\"",
             "a condition must be true, false or a text");
    *ok = false;
    return false;
}
