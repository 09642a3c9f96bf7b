// SPDX-License-Identifier: MIT
//
// What `haibao check-plugin` verifies, in a child process: one exported symbol; records sane; every
// option with help in both languages and a default inside its range; the example beside the plugin
// (NAME.json) binds and renders at three widths; ink stays inside the box; narrower is never
// shorter; two drawings give equal traces; random option sets do not crash.
#ifndef HAIBAO_PLUGIN_CONTRACT_H
#define HAIBAO_PLUGIN_CONTRACT_H

#include "base/report.h"

// Check a plugin file. Findings go to the report ("contract.…"). False when it could not be loaded
// at all.
bool contract_check(struct report *report, const char *path);

#endif
