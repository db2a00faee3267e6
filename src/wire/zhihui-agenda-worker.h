/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-agenda.h"

G_BEGIN_DECLS

/* Reads calendars in processes of their own, which have bounds of time and memory: what a hostile
 * file does to the parser ends there. Each program is such a process when it is told so. */

#define ZHIHUI_AGENDA_MAX_CPU_S 5
#define ZHIHUI_AGENDA_MAX_WALL_S 20
#define ZHIHUI_AGENDA_MAX_MEMORY (512 * 1024 * 1024) /* bytes */

#define ZHIHUI_AGENDA_WORKER_COMMAND "read-agenda"

/* @command: the words that make a process such a reader, ending with NULL. */

ZhihuiAgenda *zhihui_agenda_worker_read (const char *const        *command,
                                         GBytes                   *body,
                                         const ZhihuiAgendaLimits *limits,
                                         GCancellable             *cancellable,
                                         GError                  **error);
void          zhihui_agenda_worker_read_async (const char *const        *command,
                                               GBytes                   *body,
                                               const ZhihuiAgendaLimits *limits,
                                               GCancellable             *cancellable,
                                               GAsyncReadyCallback       callback,
                                               gpointer                  user_data);
ZhihuiAgenda *zhihui_agenda_worker_read_finish (GAsyncResult *result, GError **error);

/* The other side: reads standard input, writes zhihui_agenda_encode() to standard output. */
int zhihui_agenda_worker_main (int argc, char **argv);

G_END_DECLS
