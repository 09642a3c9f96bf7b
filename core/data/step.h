// SPDX-License-Identifier: MIT
//
// One step of a table's making, and the kinds of steps there are. Adding a kind: a struct of its
// options, their table whose first row names the step, what it does to the frame, and a place in
// step_kinds().
#ifndef HAIBAO_DATA_STEP_H
#define HAIBAO_DATA_STEP_H

#include <stdbool.h>

#include "base/report.h"
#include "data/frame.h"
#include "spec/bind.h"

// A step at work.
struct step {
    struct arena *arena;
    struct report *report;
    const struct source *source;
    struct frame *frame;
    const char *pointer; // of the step
    json_t *object;
    const struct step_kind *kind;
    unsigned texts; // that stood where a number should; told when the step is done
};

struct step_kind {
    const hai_item *shape;                               // its first option names the step
    bool (*run)(struct step *step, const void *options); // false after reporting
    const char *example;
    const char *help_zh, *help_en;
};

extern const struct step_kind step_filter, step_derive, step_select, step_sort, step_top, step_fill,
    step_group, step_share, step_running, step_rank, step_moving_average, step_change, step_bin,
    step_fold, step_unfold;

#define STEP_SHAPE(Struct, defaults_, options_)                                                    \
    {                                                                                              \
        .size = sizeof(hai_item), .struct_size = sizeof(Struct), .defaults = (defaults_),          \
        .options = (options_), .option_size = sizeof(hai_option),                                  \
        .option_count = HAI_COUNT(options_)                                                        \
    }

// Report a mistake at a pointer (NULL: the step). Always false.
bool step_fail(struct step *step, const char *code, const char *pointer, const char *hint,
               const char *format, ...) __attribute__((format(printf, 5, 6)));
void step_warn(struct step *step, const char *code, const char *pointer, const char *hint,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

// The pointer of an option of the step.
const char *step_pointer(const struct step *step, const char *option);

// The column that a text names; -1 after reporting with the nearest name ("data.column").
int32_t step_column(struct step *step, const struct bind_name *name);

// The columns of a list, in the arena; NULL after reporting.
const int32_t *step_columns(struct step *step, const struct bind_names *names);

// frame_put, which reports ("data.limit"), and refuses a name that is empty ("data.header").
bool step_put(struct step *step, const char *name, const char *pointer, struct cell *cells);

// The same for a frame that is being made, where a name can come but once.
bool step_put_new(struct step *step, struct frame *made, const char *name, const char *pointer,
                  struct cell *cells);

// Report that a table would grow beyond its bounds. Always false.
bool step_too_large(struct step *step);

// A cell as number; NAN for what is none. Texts are counted.
double step_number(struct step *step, const struct cell *cell);

// A sum that keeps what rounding drops (Neumaier, 1974), and reads as decimals do.
struct sum {
    double total, rest, size;
    uint32_t count;
};

void sum_add(struct sum *sum, double number);
double sum_value(const struct sum *sum);

#endif
