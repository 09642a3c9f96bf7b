// SPDX-License-Identifier: MIT
//
// The inside of the binder: one value of one option, of any kind but lists and columns.
#ifndef HAIBAO_SPEC_BIND_VALUE_H
#define HAIBAO_SPEC_BIND_VALUE_H

#include <haibao/option.h>

#include "spec/bind.h"
#include "spec/locate.h"

// One value on its way into one field.
struct binding {
    const struct binder *binder;
    hai_option row;
    json_t *value;       // placeholders filled in; never null
    bool was_filled;     // from a text with placeholders
    const char *pointer; // of the value
    bool has_place;      // the value stands in the binder's source
    void *field;
};

// Read the value into the field; false after reporting.
bool bind_value(const struct binding *binding);

// The same for names and pairs.
bool bind_names(const struct binding *binding);

// Report a mistake of the value, at its place.
void bind_complain(const struct binding *binding, const char *code, const char *hint,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));
void bind_warn(const struct binding *binding, const char *code, const char *hint,
               const char *format, ...) __attribute__((format(printf, 4, 5)));

// "a number", "a list": what a value is, for messages.
const char *bind_type_name(const json_t *value);

#endif
