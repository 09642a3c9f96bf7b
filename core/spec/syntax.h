// SPDX-License-Identifier: MIT
//
// What is looked at in JSON text besides jansson's parse: the bounds of document.h, before any
// memory is spent on a tree, and what a mistake probably was meant to be, after a parse failed.
#ifndef HAIBAO_SPEC_SYNTAX_H
#define HAIBAO_SPEC_SYNTAX_H

#include <jansson.h>

#include "base/report.h"

// False after reporting "json.limit".
bool syntax_check_bounds(const struct source *source, struct report *report);

// Report why jansson refused the text.
void syntax_explain(const struct source *source, struct report *report, const json_error_t *error);

#endif
