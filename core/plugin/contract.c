// SPDX-License-Identifier: MIT
#include "plugin/contract.h"

#include <errno.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "plugin/child.h"
#include "plugin/examine.h"

#define CPU_SECONDS 60
#define WALL_SECONDS 120
// Room for random sets beyond the usual number.
#define SETS_PER_SECOND 20

// --- In the child: findings go home as lines of JSON ---

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
    struct examination *examination = data;
    examination->report = report_new();
    examination->fonts = fonts_open(examination->report);
    if (examination->fonts) {
        examine_example(examination);
        examine_random(examination);
    }
    for (unsigned i = 0; i < report_count(examination->report); i++)
        send_message(report_message(examination->report, i), output);
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
    // A set of options follows the name of the stage after a line feed.
    const char *spec = strchr(stage, '\n');
    char *hint = spec ? g_strdup_printf("to see it again, draw this spec: %s", spec + 1) : NULL;
    report_add(report, SEVERITY_ERROR, "contract.crash", (struct place){0}, hint,
               "the plugin %s while drawing %.*s", how, (int)strcspn(stage, "\n"), stage);
    g_free(hint);
}

static void examine_drawing(struct examination *examination)
{
    char *stage =
        mmap(NULL, EXAMINE_STAGE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (stage == MAP_FAILED) {
        report_add(examination->report, SEVERITY_ERROR, "internal.memory", (struct place){0}, NULL,
                   "the plugin cannot be tried: %s", g_strerror(errno));
        return;
    }
    struct report *report = examination->report;
    struct arena *arena = arena_new();
    GString *said = g_string_new(NULL);
    unsigned extra = examination->random_sets / SETS_PER_SECOND;
    const struct child_limits limits = {CPU_SECONDS + extra, WALL_SECONDS + extra};
    examination->stage = stage;
    const char *how = child_run(arena, &limits, examine_inside, examination, said);
    char **lines = g_strsplit(said->str, "\n", -1);
    for (char **line = lines; *line; line++)
        receive_message(report, *line);
    stage[EXAMINE_STAGE_BYTES - 1] = '\0';
    if (how)
        report_crash(report, how, stage);
    g_strfreev(lines);
    g_string_free(said, TRUE);
    arena_free(arena);
    (void)munmap(stage, EXAMINE_STAGE_BYTES); // a whole mapping of our own
}

bool contract_check(struct report *report, const char *path, unsigned random_sets)
{
    // What others have to say, that two files bring one visual for instance, is not this plugin's
    // matter.
    struct report *others = report_new();
    const char *const files[] = {path, NULL};
    struct registry *registry = registry_open(others, files);
    const struct loaded_plugin *plugin = registry_plugin(registry, 0);
    bool is_in = plugin && !plugin->refusal;
    if (is_in) {
        struct examination examination = {
            .report = report, .registry = registry, .plugin = plugin, .random_sets = random_sets};
        examine_records(&examination);
        examine_drawing(&examination);
    } else if (plugin) {
        report_add(report, SEVERITY_ERROR, plugin->code, (struct place){0}, plugin->cure, "%s",
                   plugin->refusal);
    } else {
        report_add(report, SEVERITY_ERROR, "plugin.read", (struct place){0}, NULL,
                   "no plugin is loaded for a program with more rights than its user");
    }
    registry_close(registry);
    report_free(others);
    return is_in;
}
