// SPDX-License-Identifier: MIT
//
// What a theme's colours do to readers.
#ifndef HAIBAO_STYLE_REVIEW_H
#define HAIBAO_STYLE_REVIEW_H

#include <haibao/theme.h>

#include "base/report.h"

#define REVIEW_APART 0.06 // distance in OKLab at which two colours of a palette are told apart

// Report texts that are hard to read on their own grounds ("theme.contrast"), marks that are hardly
// seen on a card ("theme.faint"), and pairs of the categorical palette that look alike to some
// readers ("theme.confusable"). `name` is the theme's, `source` its text.
void review_colours(const hai_theme *theme, const char *name, const struct source *source,
                    struct report *report);

#endif
