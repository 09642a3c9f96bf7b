// SPDX-License-Identifier: MIT
#include "plugin/contract.h"

#include <errno.h>
#include <glib.h>
#include <sys/mman.h>

#include "plugin/examine.h"

#define CPU_SECONDS 60
#define WALL_SECONDS 120
// Room for random sets beyond the usual number.
#define SETS_PER_SECOND 20
// The tries with data are in processes of their own, each with its own limit of CPU time.
#define DATA_WALL_SECONDS 600

static void examine_drawings(const struct examination *examination, void *data)
{
    (void)data;
    struct examination inside = *examination;
    inside.fonts = fonts_open(inside.report);
    if (!inside.fonts)
        return;
    examine_example(&inside);
    examine_random(&inside);
}

static void examine_figures(const struct examination *examination, void *data)
{
    (void)data;
    // Fonts that cannot be opened have been told of.
    struct report *known = report_new();
    struct examination inside = *examination;
    inside.fonts = fonts_open(known);
    if (inside.fonts)
        examine_data(&inside);
    report_free(known);
}

static void examine_with_stage(struct examination *examination)
{
    char *stage =
        mmap(NULL, EXAMINE_STAGE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (stage == MAP_FAILED) {
        report_add(examination->report, SEVERITY_ERROR, "internal.memory", (struct place){0}, NULL,
                   "the plugin cannot be tried: %s", g_strerror(errno));
        return;
    }
    unsigned extra = examination->random_sets / SETS_PER_SECOND;
    const struct child_limits drawings = {CPU_SECONDS + extra, WALL_SECONDS + extra};
    const struct child_limits figures = {CPU_SECONDS, DATA_WALL_SECONDS};
    examination->stage = stage;
    (void)examine_apart(examination, &drawings, examine_drawings, NULL); // what fails is reported
    (void)examine_apart(examination, &figures, examine_figures, NULL);
    (void)munmap(stage, EXAMINE_STAGE_BYTES); // a whole mapping of our own
}

bool contract_check(struct report *report, const char *path, unsigned random_sets, const char *keep)
{
    // What others have to say, that two files bring one visual for instance, is not this plugin's
    // matter.
    struct report *others = report_new();
    const char *const files[] = {path, NULL};
    struct registry *registry = registry_open(others, files);
    const struct loaded_plugin *plugin = registry_plugin(registry, 0);
    bool is_in = plugin && !plugin->refusal;
    if (is_in) {
        struct examination examination = {.report = report,
                                          .registry = registry,
                                          .plugin = plugin,
                                          .random_sets = random_sets,
                                          .keep = keep};
        examine_records(&examination);
        examine_with_stage(&examination);
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
