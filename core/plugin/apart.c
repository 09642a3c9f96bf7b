// SPDX-License-Identifier: MIT
//
// Examinations in a child process: findings go home as lines of JSON, and an end that was none is a
// finding, too.
#include <errno.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin/examine.h"

struct apart {
    const struct examination *examination;
    void (*examine)(const struct examination *examination, void *data);
    void *data;
};

// --- In the child ---

static void send_message(const struct message *message, int output)
{
    json_t *json = json_pack("{s:i, s:s, s:s, s:s*}", "severity", (int)message->severity, "code",
                             message->code, "message", message->text, "hint", message->hint);
    char *line = json ? json_dumps(json, JSON_COMPACT) : NULL;
    char *ended = g_strdup_printf("%s\n", line ? line : "{}");
    size_t left = strlen(ended);
    for (const char *next = ended; left > 0;) {
        ssize_t done = write(output, next, left);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            break; // nobody is left to be told
        next += done;
        left -= (size_t)done;
    }
    g_free(ended);
    free(line);
    json_decref(json);
}

static void examine_inside(void *data, int output)
{
    const struct apart *apart = data;
    struct examination inside = *apart->examination;
    inside.report = report_new();
    apart->examine(&inside, apart->data);
    for (unsigned i = 0; i < report_count(inside.report); i++)
        send_message(report_message(inside.report, i), output);
}

// --- In the parent ---

static void receive_message(struct report *report, const char *line)
{
    json_t *json = json_loads(line, 0, NULL);
    const char *code = json_string_value(json_object_get(json, "code"));
    const char *text = json_string_value(json_object_get(json, "message"));
    const char *hint = json_string_value(json_object_get(json, "hint"));
    bool is_error =
        json_integer_value(json_object_get(json, "severity")) == (json_int_t)SEVERITY_ERROR;
    if (code && text)
        report_add(report, is_error ? SEVERITY_ERROR : SEVERITY_WARNING, code, (struct place){0},
                   hint, "%s", text);
    json_decref(json);
}

static void report_crash(struct report *report, const char *how, const char *stage)
{
    // What shows it again follows the name of the stage after a line feed.
    const char *again = strchr(stage, '\n');
    char *hint = again ? g_strdup_printf("to see it again, draw this spec: %s", again + 1) : NULL;
    report_add(report, SEVERITY_ERROR, "contract.crash", (struct place){0}, hint,
               "the plugin %s while drawing %.*s", how, (int)strcspn(stage, "\n"), stage);
    g_free(hint);
}

bool examine_apart(const struct examination *examination, const struct child_limits *limits,
                   void (*examine)(const struct examination *examination, void *data), void *data)
{
    struct arena *arena = arena_new();
    GString *said = g_string_new(NULL);
    struct apart apart = {examination, examine, data};
    const char *how = child_run(arena, limits, examine_inside, &apart, said);
    char **lines = g_strsplit(said->str, "\n", -1);
    for (char **line = lines; *line; line++)
        receive_message(examination->report, *line);
    examination->stage[EXAMINE_STAGE_BYTES - 1] = '\0';
    if (how)
        report_crash(examination->report, how, examination->stage);
    g_strfreev(lines);
    g_string_free(said, TRUE);
    arena_free(arena);
    return how == NULL;
}
