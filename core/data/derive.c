// SPDX-License-Identifier: MIT
#include "data/derive.h"

#include <glib.h>

#include "data/step.h"
#include "spec/item.h"
#include "spec/locate.h"

static const struct step_kind *const kinds[] = {
    &step_filter, &step_derive, &step_select, &step_sort,           &step_top,
    &step_group,  &step_share,  &step_change, &step_moving_average, &step_running,
    &step_rank,   &step_bin,    &step_fold,   &step_unfold,         &step_fill,
};

static const char *kind_name(const struct step_kind *kind)
{
    return kind->shape->options[0].name;
}

struct derive_help derive_help(size_t index)
{
    if (index >= G_N_ELEMENTS(kinds))
        return (struct derive_help){0};
    const struct step_kind *kind = kinds[index];
    return (struct derive_help){kind->shape, kind->example, kind->help_zh, kind->help_en};
}

// --- Which kind a step is of ---

static const struct step_kind *kind_of_name(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_strcmp0(kind_name(kinds[i]), name) == 0)
            return kinds[i];
    return NULL;
}

static bool refuse_step(struct step *step)
{
    const char *names[G_N_ELEMENTS(kinds) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        names[i] = kind_name(kinds[i]);
    const char *key;
    json_t *value;
    json_object_foreach(step->object, key, value)
    {
        const char *nearest = report_nearest(key, names);
        if (nearest == NULL)
            continue;
        struct place place = locate_key(step->source, step_pointer(step, key));
        report_add(step->report, SEVERITY_ERROR, "data.step", place,
                   arena_printf(step->arena, "did you mean '%s'?", nearest),
                   "there is no step '%s'", key);
        return false;
    }
    return step_fail(step, "data.step", NULL,
                     report_names_hint(step->arena, "", names, "there are:"),
                     "a step says what is done");
}

static bool find_kind(struct step *step)
{
    if (!json_is_object(step->object))
        return step_fail(step, "option.type", NULL, "write {\"sort\": \"-value\"}",
                         "a step must be an object");
    const char *key;
    json_t *value;
    json_object_foreach(step->object, key, value)
    {
        const struct step_kind *kind = kind_of_name(key);
        if (kind == NULL)
            continue;
        if (step->kind != NULL) {
            report_add(step->report, SEVERITY_ERROR, "data.step",
                       locate_key(step->source, step_pointer(step, key)),
                       "write two steps, one after the other",
                       "a step does one thing, this both '%s' and '%s'", kind_name(step->kind),
                       key);
            return false;
        }
        step->kind = kind;
    }
    return step->kind != NULL || refuse_step(step);
}

// --- Doing it ---

static bool run_step(const struct derive *derive, struct step *step)
{
    if (!find_kind(step))
        return false;
    const char *name = kind_name(step->kind);
    const struct binder binder = {
        .arena = derive->arena,
        .report = derive->report,
        .source = derive->source,
        .host = derive->host,
        .scope = derive->scope,
        .subject = arena_printf(derive->arena, "the step '%s'", name),
    };
    void *options = arena_alloc(derive->arena, step->kind->shape->struct_size);
    if (!bind_object(&binder, step->kind->shape, &step->object, 1, step->pointer, options) ||
        !step->kind->run(step, options))
        return false;
    if (step->texts > 0)
        step_warn(step, "data.number", step_pointer(step, name),
                  "an empty cell is missing; numbers stand without quotes, units and commas",
                  "%u text%s among the numbers of '%s' count%s as missing", step->texts,
                  step->texts == 1 ? "" : "s", name, step->texts == 1 ? "s" : "");
    return true;
}

const hai_table *derive_table(const struct derive *derive, const hai_table *from, json_t *steps,
                              const char *pointer)
{
    struct frame *frame = g_new(struct frame, 1);
    struct step step = {.arena = derive->arena,
                        .report = derive->report,
                        .source = derive->source,
                        .frame = frame,
                        .pointer = pointer};
    const hai_table *table = NULL;
    frame_open(frame, derive->arena, from);
    if (!json_is_array(steps)) {
        (void)step_fail(&step, "option.type", NULL, "write [{\"sort\": \"-value\"}, …]",
                        "'steps' must be a list");
        goto done;
    }
    if (json_array_size(steps) > DERIVE_MAX_STEPS) {
        (void)step_fail(&step, "data.limit", NULL, "make one table of another, and of that a third",
                        "%zu steps, of which a table can have %d", json_array_size(steps),
                        DERIVE_MAX_STEPS);
        goto done;
    }
    for (size_t i = 0; i < json_array_size(steps); i++) {
        step.pointer = pointer_item(derive->arena, pointer, i);
        step.object = json_array_get(steps, i);
        step.kind = NULL;
        step.texts = 0;
        // What follows a mistake would be told of columns that are not there.
        if (!run_step(derive, &step))
            goto done;
    }
    table = frame_table(frame);
done:
    frame_close(frame);
    g_free(frame);
    return table;
}
