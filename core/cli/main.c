// SPDX-License-Identifier: MIT
//
// The haibao program: a face of libhaibao.
#include "cli/main.h"

int main(int argc, char **argv)
{
    return hai_main(argc, argv);
}
