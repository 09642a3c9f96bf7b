// SPDX-License-Identifier: MIT
//
// What `haibao check-plugin` verifies: one exported symbol; records sane; every option with help in
// both languages and a default inside its range; the example beside the plugin (NAME.json) binds
// and draws at three widths; ink stays inside the box; narrower is never shorter; two drawings give
// equal traces; random option sets do not crash. Whatever draws runs in a child process.
#ifndef HAIBAO_PLUGIN_CONTRACT_H
#define HAIBAO_PLUGIN_CONTRACT_H

#include <stdbool.h>

#include "base/report.h"

#define CONTRACT_RANDOM_SETS 200
#define CONTRACT_MAX_RANDOM_SETS 1000000

// Check a plugin file with this many random option sets. The folder `keep` (made where it is not
// there; or NULL) receives the specs that show what is wrong with hard data. Findings go to the
// report ("contract.export record title help range default reserved example ink narrow pure number
// crash data slow height overlap cut covered small"). False when it could not be loaded at all; the
// reason is then in the report ("plugin.…").
bool contract_check(struct report *report, const char *path, unsigned random_sets,
                    const char *keep);

#endif
