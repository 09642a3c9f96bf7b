// SPDX-License-Identifier: MIT
#include "base/report.h"

#include <glib.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/snippet.h"

#define MAX_KEPT 100        // of each severity
#define MAX_NAMES_SHOWN 24  // in a hint
#define MAX_WORD 64         // characters of a word that is worth a suggestion
#define MAX_TEXT_SHOWN 2000 // bytes of one message on a terminal

struct report {
    struct arena *arena;
    GPtrArray *messages; // struct message, in the arena
    unsigned errors, warnings;
    unsigned kept_errors, kept_warnings;
};

// The characters of a stretch of bytes; a byte that is no UTF-8 counts as one.
static int count_characters(const char *at, const char *end)
{
    int count = 0;
    for (; at < end; count++)
        at += snippet_cell(at, end).bytes;
    return count;
}

struct place place_at(const struct source *source, size_t offset, size_t length)
{
    const char *text = source->text, *end = text + source->length;
    const char *at = text + MIN(offset, source->length);
    struct place place = {.source = source, .line = 1};

    const char *line = text, *newline;
    while (line < at && (newline = memchr(line, '\n', (size_t)(at - line))) != NULL) {
        line = newline + 1;
        place.line++;
    }
    place.column = count_characters(line, at) + 1;
    place.width = count_characters(at, at + MIN(length, (size_t)(end - at)));
    return place;
}

struct report *report_new(void)
{
    struct report *report = g_new0(struct report, 1);
    report->arena = arena_new();
    report->messages = g_ptr_array_new();
    return report;
}

void report_free(struct report *report)
{
    if (report == NULL)
        return;
    g_ptr_array_free(report->messages, TRUE);
    arena_free(report->arena);
    g_free(report);
}

static bool is_known(const struct report *report, const char *code, const struct place *place,
                     const char *text)
{
    for (guint i = 0; i < report->messages->len; i++) {
        const struct message *known = report->messages->pdata[i];
        if (known->place.source == place->source && known->place.line == place->line &&
            known->place.column == place->column && strcmp(known->text, text) == 0 &&
            strcmp(known->code, code) == 0 && g_strcmp0(known->place.pointer, place->pointer) == 0)
            return true;
    }
    return false;
}

void report_vadd(struct report *report, enum severity severity, const char *code,
                 struct place place, const char *hint, const char *format, va_list arguments)
{
    char *text = g_strdup_vprintf(format, arguments);
    if (is_known(report, code, &place, text))
        goto done;

    bool is_error = severity == SEVERITY_ERROR;
    unsigned *count = is_error ? &report->errors : &report->warnings;
    unsigned *kept = is_error ? &report->kept_errors : &report->kept_warnings;
    (*count)++;
    if (report_is_full(report, severity))
        goto done;
    (*kept)++;

    struct message *message = arena_alloc(report->arena, sizeof *message);
    message->severity = severity;
    message->code = arena_strdup(report->arena, code);
    message->place = place;
    if (place.pointer != NULL)
        message->place.pointer = arena_strdup(report->arena, place.pointer);
    message->text = arena_strdup(report->arena, text);
    if (hint != NULL)
        message->hint = arena_strdup(report->arena, hint);
    g_ptr_array_add(report->messages, message);
done:
    g_free(text);
}

void report_add(struct report *report, enum severity severity, const char *code, struct place place,
                const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(report, severity, code, place, hint, format, arguments);
    va_end(arguments);
}

bool report_is_full(const struct report *report, enum severity severity)
{
    return (severity == SEVERITY_ERROR ? report->kept_errors : report->kept_warnings) >= MAX_KEPT;
}

unsigned report_errors(const struct report *report)
{
    return report->errors;
}

unsigned report_warnings(const struct report *report)
{
    return report->warnings;
}

unsigned report_count(const struct report *report)
{
    return report->messages->len;
}

const struct message *report_message(const struct report *report, unsigned index)
{
    return index < report->messages->len ? report->messages->pdata[index] : NULL;
}

static int compare_numbers(int a, int b)
{
    return (a > b) - (a < b);
}

static gint compare_messages(gconstpointer left, gconstpointer right)
{
    const struct message *a = *(const struct message *const *)left;
    const struct message *b = *(const struct message *const *)right;
    const char *path_a = a->place.source != NULL ? a->place.source->path : NULL;
    const char *path_b = b->place.source != NULL ? b->place.source->path : NULL;

    int order = g_strcmp0(path_a, path_b); // NULL comes first
    if (order == 0)
        order = compare_numbers(a->place.line, b->place.line);
    if (order == 0)
        order = compare_numbers(a->place.column, b->place.column);
    return order;
}

// A sorted copy; the sort is stable, so that what stands in one place keeps its order.
static GPtrArray *sort_messages(const struct report *report)
{
    GPtrArray *sorted = g_ptr_array_copy(report->messages, NULL, NULL);
    g_ptr_array_sort(sorted, compare_messages);
    return sorted;
}

static void add_escaped(GString *line, const char *text)
{
    size_t length = strlen(text);
    size_t shown = MIN(length, (size_t)MAX_TEXT_SHOWN);
    for (const char *at = text, *end = text + length; at < text + shown;) {
        struct snippet_cell cell = snippet_cell(at, end);
        g_string_append(line, cell.text);
        at += cell.bytes;
    }
    if (shown < length)
        g_string_append(line, "…");
}

static void print_message(GString *out, const struct message *message, bool colour)
{
    const struct place *place = &message->place;
    bool is_error = message->severity == SEVERITY_ERROR;

    if (colour)
        g_string_append(out, "\033[1m");
    if (place->source != NULL) {
        add_escaped(out, place->source->path);
        if (place->line > 0)
            g_string_append_printf(out, ":%d:%d", place->line, MAX(place->column, 1));
        g_string_append(out, ": ");
    }
    if (colour)
        g_string_append(out, is_error ? "\033[31m" : "\033[35m");
    g_string_append(out, is_error ? "error: " : "warning: ");
    if (colour)
        g_string_append(out, "\033[0m\033[1m");
    add_escaped(out, message->text);
    if (colour)
        g_string_append(out, "\033[0m");
    g_string_append_printf(out, " [%s]\n", message->code);

    snippet_append(out, place, colour);
    if (message->hint != NULL) {
        g_string_append(out, "  hint: ");
        add_escaped(out, message->hint);
        g_string_append_c(out, '\n');
    }
}

void report_print(const struct report *report, FILE *out, bool colour)
{
    GPtrArray *sorted = sort_messages(report);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < sorted->len; i++)
        print_message(text, sorted->pdata[i], colour);

    unsigned dropped = report->errors + report->warnings - sorted->len;
    if (dropped > 0)
        g_string_append_printf(text, "%u more %s not shown\n", dropped,
                               dropped == 1 ? "message is" : "messages are");
    // Where stderr itself cannot be written to there is nobody left to tell.
    (void)fwrite(text->str, 1, text->len, out);
    g_string_free(text, TRUE);
    g_ptr_array_free(sorted, TRUE);
}

// A string, or null; what is not UTF-8 (a path) becomes so.
static json_t *text_json(const char *text)
{
    if (text == NULL)
        return json_null();
    char *valid = g_utf8_make_valid(text, -1);
    json_t *string = json_string(valid);
    g_free(valid);
    return string;
}

static json_t *number_json(int number)
{
    return number > 0 ? json_integer(number) : json_null();
}

static json_t *message_json(const struct message *message)
{
    const struct place *place = &message->place;
    const char *path = place->source != NULL ? place->source->path : NULL;
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "severity",
                     message->severity == SEVERITY_ERROR ? "error" : "warning", "code",
                     message->code, "file", text_json(path), "line", number_json(place->line),
                     "column", number_json(place->column), "pointer", text_json(place->pointer),
                     "message", text_json(message->text), "hint", text_json(message->hint));
}

void report_print_json(const struct report *report, FILE *out)
{
    GPtrArray *sorted = sort_messages(report);
    json_t *messages = json_array();
    for (guint i = 0; i < sorted->len; i++)
        if (json_array_append_new(messages, message_json(sorted->pdata[i])) != 0)
            g_error("out of memory");

    json_t *root = json_pack("{s:I, s:I, s:o}", "errors", (json_int_t)report->errors, "warnings",
                             (json_int_t)report->warnings, "messages", messages);
    // As above: a failing stream leaves nobody to tell.
    (void)json_dumpf(root, out, JSON_INDENT(2));
    (void)fputc('\n', out);
    json_decref(root);
    g_ptr_array_free(sorted, TRUE);
}

// The characters of a word in lower case; 0 where it is no UTF-8, empty or too long.
static int fold_word(const char *word, gunichar *characters)
{
    if (!g_utf8_validate(word, -1, NULL))
        return 0;
    int count = 0;
    while (*word != '\0') {
        if (count == MAX_WORD)
            return 0;
        gunichar c = g_utf8_get_char(word);
        characters[count++] = g_unichar_tolower(c);
        word += g_unichar_to_utf8(c, NULL);
    }
    return count;
}

// Damerau-Levenshtein distance as "optimal string alignment": insert, delete, replace a character
// or swap two neighbours, no part being edited twice. Three rows of the table are enough.
static int word_distance(const gunichar *a, int a_count, const gunichar *b, int b_count)
{
    int rows[3][MAX_WORD + 1];
    for (int j = 0; j <= b_count; j++)
        rows[0][j] = j;

    for (int i = 1; i <= a_count; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= b_count; j++) {
            int replaced = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = MIN(MIN(above[j], row[j - 1]) + 1, replaced);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a_count % 3][b_count];
}

const char *report_nearest(const char *word, const char *const *names)
{
    gunichar typed[MAX_WORD], name[MAX_WORD];
    int typed_count = fold_word(word, typed);
    if (typed_count == 0 || names == NULL)
        return NULL;

    const char *nearest = NULL;
    int best = MAX(typed_count / 3, 1) + 1;
    for (; *names != NULL; names++) {
        int count = fold_word(*names, name);
        if (count == 0)
            continue;
        int distance = word_distance(typed, typed_count, name, count);
        // A word of which nothing is left is no mistyped one.
        if (distance < best && distance < MAX(count, typed_count)) {
            best = distance;
            nearest = *names;
        }
    }
    return nearest;
}

const char *report_names_hint(struct arena *arena, const char *word, const char *const *names,
                              const char *lead)
{
    const char *nearest = report_nearest(word, names);
    if (nearest != NULL)
        return arena_printf(arena, "did you mean '%s'?", nearest);
    if (names == NULL || names[0] == NULL)
        return NULL;

    GString *list = g_string_new(lead);
    for (int i = 0; names[i] != NULL; i++) {
        if (i == MAX_NAMES_SHOWN) {
            g_string_append(list, ", …");
            break;
        }
        g_string_append_printf(list, "%s%s", i == 0 ? " " : ", ", names[i]);
    }
    char *hint = arena_strndup(arena, list->str, list->len);
    g_string_free(list, TRUE);
    return hint;
}
