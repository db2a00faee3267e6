/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* nginx with a server for each fault, and a proxy before them that chooses one and can spoil what
 * passes. All are processes of their own and end with this one. */
typedef struct _FaultBench FaultBench;

FaultBench *fault_bench_new (const char **missing);
void        fault_bench_free (FaultBench *self);
guint16     fault_bench_get_port (FaultBench *self);
const char *fault_bench_get_folder (FaultBench *self);

/* Where the proxy leads: a server of nginx ("good", "e503", "expired" …) or a port of this machine.
 */
void fault_bench_lead_to (FaultBench *self, const char *server);
void fault_bench_lead_to_port (FaultBench *self, guint16 port);
/* A command of fault-proxy.c. */
void fault_bench_tell (FaultBench *self, const char *command);
/* What nginx serves from now on. */
void fault_bench_set_figure (FaultBench *self, gint64 n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultBench, fault_bench_free)

G_END_DECLS
