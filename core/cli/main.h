// SPDX-License-Identifier: MIT
//
// The whole program, in the library.
#ifndef HAIBAO_CLI_MAIN_H
#define HAIBAO_CLI_MAIN_H

#include <haibao/abi.h>

// Arguments are bytes as given, expected in UTF-8 whatever the locale. The result is the exit
// status.
HAI_API int hai_main(int argc, char **argv);

#endif
