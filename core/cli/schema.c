// SPDX-License-Identifier: MIT
#include "spec/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "data/derive.h"
#include "style/theme.h"

static GPtrArray *all_visuals(const struct workbench *workbench)
{
    GPtrArray *visuals = g_ptr_array_new();
    for (const char *const *type = registry_types(workbench->registry); *type; type++)
        g_ptr_array_add(visuals, (gpointer)(uintptr_t)registry_find(workbench->registry, *type));
    g_ptr_array_add(visuals, NULL);
    return visuals;
}

// A theme may name what the plain one names, and more.
static json_t *schema_of_themes(struct workbench *workbench)
{
    struct arena *arena = arena_new();
    hai_theme *theme = theme_load(arena, workbench->report, "plain", ".", (struct place){0});
    json_t *schema = NULL;
    if (theme) {
        GPtrArray *visuals = all_visuals(workbench);
        const struct schema_tokens tokens = {
            .colours = theme_colour_names(theme),
            .lengths = theme_length_names(theme, arena),
            .roles = theme_role_names(theme, arena),
            .role = theme_role_shape(),
        };
        schema =
            schema_theme((const hai_visual *const *)visuals->pdata, &tokens, poster_common_shape());
        g_ptr_array_unref(visuals);
    }
    theme_free(theme);
    arena_free(arena);
    return schema;
}

static json_t *schema_of_all(const struct workbench *workbench)
{
    GPtrArray *visuals = all_visuals(workbench);
    GPtrArray *steps = g_ptr_array_new();
    for (size_t i = 0; derive_help(i).shape; i++)
        g_ptr_array_add(steps, (gpointer)(uintptr_t)derive_help(i).shape);
    g_ptr_array_add(steps, NULL);
    json_t *schema = schema_spec((const hai_visual *const *)visuals->pdata, poster_document_shape(),
                                 poster_common_shape(), (const hai_item *const *)steps->pdata);
    g_ptr_array_unref(steps);
    g_ptr_array_unref(visuals);
    return schema;
}

static bool is_theme(const struct workbench *workbench, const char *name)
{
    return strcmp(name, "theme") == 0 && !registry_find(workbench->registry, name);
}

// NULL where the type is not known; the mistake is then told.
static json_t *schema_of_one(const struct workbench *workbench, const char *type)
{
    const hai_visual *visual = registry_find(workbench->registry, type);
    if (visual)
        return schema_visual(visual, poster_common_shape());
    const char *nearest = report_nearest(type, registry_types(workbench->registry));
    (void)usage_error("schema", "there is no visual '%s'; %s%s", type,
                      nearest ? "did you mean " : "'haibao list' shows those there are",
                      nearest ? nearest : "");
    return NULL;
}

static int print_schema(json_t *schema)
{
    if (!schema)
        return EX_USAGE;
    char *text = json_dumps(schema, JSON_INDENT(2));
    json_decref(schema);
    if (!text) {
        fputs("haibao schema: the schema cannot be written as JSON\n", stderr);
        return EX_SOFTWARE;
    }
    puts(text);
    free(text);
    return 0;
}

int command_schema(int argc, char **argv)
{
    char **plugins = NULL;
    const GOptionEntry entries[] = {
        {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugins,
         "load this plugin before all others", "FILE"},
        {0},
    };
    struct arguments arguments = {.name = "schema",
                                  .operands = "[VISUAL | theme]",
                                  .about = "Prints the JSON Schema of specs with the visuals that "
                                           "are installed, of one visual's block, or of themes.",
                                  .entries = entries,
                                  .most = 1};
    struct workbench workbench = {0};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        workbench_open(&workbench, plugins);
        const char *of = arguments.rest ? arguments.rest[0] : NULL;
        status = print_schema(!of                        ? schema_of_all(&workbench)
                              : is_theme(&workbench, of) ? schema_of_themes(&workbench)
                                                         : schema_of_one(&workbench, of));
        if (report_errors(workbench.report) > 0)
            status = workbench_tell(&workbench, true);
        workbench_close(&workbench);
    }
    arguments_finish(&arguments);
    g_strfreev(plugins);
    return status;
}
