/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Runs the loop until a process has ended that need not be a child of ours. */
void process_end_await (pid_t pid);

G_END_DECLS
