// SPDX-License-Identifier: MIT
#include <glib.h>
#include <math.h>
#include <string.h>

#include "plugin/examine.h"

struct rows {
    struct report *report;
    const char *owner; // "visual 'x'", "visual 'x', option 'items'"
    const hai_option *options;
    uint32_t count;
    const void *defaults;
};

static void find(struct report *report, enum severity severity, const char *code, const char *hint,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

static void find(struct report *report, enum severity severity, const char *code, const char *hint,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(report, severity, code, (struct place){0}, hint, format, arguments);
    va_end(arguments);
}

static bool is_empty(const char *text)
{
    return !text || !*text || !g_utf8_validate(text, -1, NULL);
}

static void examine_plugin(const struct examination *examination)
{
    const struct loaded_plugin *plugin = examination->plugin;
    const hai_plugin *record = &plugin->record;
    struct report *report = examination->report;
    char *file = g_path_get_basename(plugin->path);
    char *expected = g_strconcat(record->name, ".so", NULL);
    if (plugin->other)
        find(report, SEVERITY_ERROR, "contract.export",
             "declare it static, or compile with -fvisibility=hidden",
             "the plugin exports '%s'; haibao_plugin should be the only name", plugin->other);
    if (strcmp(file, expected) != 0)
        find(report, SEVERITY_WARNING, "contract.record", "give .name the name of the file",
             "the plugin calls itself '%s', but its file is '%s'", record->name, file);
    if (is_empty(record->version))
        find(report, SEVERITY_ERROR, "contract.record", "give .version, like \"1.0.0\"",
             "the plugin tells no version");
    if (is_empty(record->licence))
        find(report, SEVERITY_ERROR, "contract.record", "give .licence, an SPDX name",
             "the plugin tells no licence");
    if (is_empty(record->summary))
        find(report, SEVERITY_ERROR, "contract.record", "give .summary, one line in English",
             "the plugin tells no summary");
    if (!plugin->visuals[0])
        find(report, SEVERITY_WARNING, "contract.record", "list it in .features",
             "the plugin brings no visual");
    g_free(expected);
    g_free(file);
}

// The number that a field holds by default; NAN for what is no number.
static double default_number(const struct rows *rows, const hai_option *option)
{
    const char *field = (const char *)rows->defaults + option->offset;
    int32_t integer = 0;
    double number = 0;
    switch (option->kind) {
    case HAI_KIND_INT:
    case HAI_KIND_CHOICE:
        memcpy(&integer, field, sizeof(integer));
        return integer;
    case HAI_KIND_NUMBER:
    case HAI_KIND_LENGTH:
        memcpy(&number, field, sizeof(number));
        return number;
    default:
        return NAN;
    }
}

static void examine_range(const struct rows *rows, const hai_option *option)
{
    double min = option->min, max = option->max;
    if (option->kind == HAI_KIND_CHOICE) {
        min = 0;
        max = -1;
        for (const char *const *choice = option->choices; *choice; choice++)
            max++;
    } else if (option->kind != HAI_KIND_INT && option->kind != HAI_KIND_NUMBER &&
               option->kind != HAI_KIND_LENGTH) {
        return;
    }
    if (!isfinite(min) || !isfinite(max) || min > max) {
        find(rows->report, SEVERITY_ERROR, "contract.range", "give .min and .max",
             "%s: option '%s' has the range %g to %g", rows->owner, option->name, min, max);
        return;
    }
    // What must be given has no default, and NAN stands for "not given".
    double value = default_number(rows, option);
    if ((option->flags & HAI_REQUIRED) || isnan(value) || (value >= min && value <= max))
        return;
    find(rows->report, SEVERITY_ERROR, "contract.default", "widen the range, or move the default",
         "%s: option '%s' has the default %g outside its range of %g to %g", rows->owner,
         option->name, value, min, max);
}

static void examine_rows(const struct rows *rows)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const hai_option *option = &rows->options[i];
        if (is_empty(option->help_zh) || is_empty(option->help_en))
            find(rows->report, SEVERITY_ERROR, "contract.help", "give .help_zh and .help_en",
                 "%s: option '%s' has no help in %s", rows->owner, option->name,
                 is_empty(option->help_zh) ? "Chinese" : "English");
        examine_range(rows, option);
        if (option->kind != HAI_KIND_LIST)
            continue;
        char *owner = g_strdup_printf("%s, option '%s'", rows->owner, option->name);
        const struct rows inner = {rows->report, owner, option->item->options,
                                   option->item->option_count, option->item->defaults};
        examine_rows(&inner);
        g_free(owner);
    }
}

// The members that every block has keep their meaning.
static void examine_reserved(const struct examination *examination, const hai_visual *visual)
{
    const hai_item *common = poster_common_shape();
    for (uint32_t i = 0; i < visual->option_count; i++)
        for (uint32_t j = 0; j < common->option_count; j++)
            if (strcmp(visual->options[i].name, common->options[j].name) == 0)
                find(examination->report, SEVERITY_ERROR, "contract.reserved", "rename it",
                     "visual '%s': option '%s' has the name of a member that every block has",
                     visual->type, visual->options[i].name);
}

static void examine_visual(const struct examination *examination, const hai_visual *visual)
{
    if (is_empty(visual->title_zh) || is_empty(visual->title_en))
        find(examination->report, SEVERITY_ERROR, "contract.title", "give .title_zh and .title_en",
             "visual '%s' lacks a title", visual->type);
    if (is_empty(visual->summary_zh) || is_empty(visual->summary_en))
        find(examination->report, SEVERITY_ERROR, "contract.title",
             "give .summary_zh and .summary_en", "visual '%s' lacks a summary", visual->type);
    examine_reserved(examination, visual);
    char *owner = g_strdup_printf("visual '%s'", visual->type);
    const struct rows rows = {examination->report, owner, visual->options, visual->option_count,
                              visual->defaults};
    examine_rows(&rows);
    g_free(owner);
}

void examine_records(const struct examination *examination)
{
    examine_plugin(examination);
    for (const hai_visual *const *visual = examination->plugin->visuals; *visual; visual++)
        examine_visual(examination, *visual);
}
