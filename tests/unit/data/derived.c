// SPDX-License-Identifier: MIT
#include "derived.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <string.h>

void derived_read(struct derived *derived, const char *rows, const char *steps)
{
    static const struct bind_host host = {0};
    *derived = (struct derived){.arena = arena_new(), .report = report_new()};
    char *text = arena_printf(derived->arena, "{\"rows\": %s, \"steps\": %s}", rows, steps);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    derived->root = json_loads(text, 0, NULL);
    if (derived->root == NULL)
        fail_msg("no JSON: %s", text);
    derived->source = (struct source){"a.json", text, strlen(text)};
    const hai_table *table =
        table_from_json(derived->arena, derived->report, json_object_get(derived->root, "rows"),
                        &derived->source, "/rows");
    assert_non_null(table);
    const struct derive how = {derived->arena, derived->report, &derived->source, &host, NULL};
    derived->table = derive_table(&how, table, json_object_get(derived->root, "steps"), "/steps");
}

void derived_finish(struct derived *derived)
{
    json_decref(derived->root);
    report_free(derived->report);
    arena_free(derived->arena);
}

static char *show(const hai_table *table)
{
    GString *text = g_string_new(NULL);
    for (int32_t row = -1; row < hai_table_rows(table); row++) {
        if (row >= 0)
            g_string_append(text, "; ");
        for (int32_t i = 0; i < hai_table_columns(table); i++)
            g_string_append_printf(text, "%s%s", i > 0 ? "," : "",
                                   row < 0 ? hai_table_column_name(table, i)
                                           : hai_table_text(table, row, i));
    }
    return g_string_free(text, FALSE);
}

void derived_is(const char *rows, const char *steps, const char *wanted)
{
    struct derived derived;
    derived_read(&derived, rows, steps);
    if (derived.table == NULL)
        fail_msg("%s: %s", steps, report_message(derived.report, 0)->text);
    char *shown = show(derived.table);
    if (strcmp(shown, wanted) != 0)
        fail_msg("%s\n gives  %s\n wanted %s", steps, shown, wanted);
    g_free(shown);
    derived_finish(&derived);
}

void derived_fails(const char *rows, const char *steps, const char *code, const char *underlined,
                   const char *words)
{
    struct derived derived;
    derived_read(&derived, rows, steps);
    if (derived.table != NULL)
        fail_msg("%s goes through", steps);
    assert_int_equal(report_errors(derived.report), 1);
    const struct message *message = report_message(derived.report, 0);
    if (strcmp(message->code, code) != 0 || strstr(message->text, words) == NULL)
        fail_msg("%s: %s [%s]", steps, message->text, message->code);
    // The source is one line.
    assert_int_equal(message->place.line, 1);
    const char *start = g_utf8_offset_to_pointer(derived.source.text, message->place.column - 1);
    const char *end = g_utf8_offset_to_pointer(start, MAX(message->place.width, 1));
    char *shown = g_strndup(start, (gsize)(end - start));
    if (strcmp(shown, underlined) != 0)
        fail_msg("%s: '%s' is underlined, not '%s'", steps, shown, underlined);
    g_free(shown);
    derived_finish(&derived);
}
