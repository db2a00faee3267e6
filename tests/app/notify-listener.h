/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What programs say to $NOTIFY_SOCKET, in the place of systemd. Main thread only. */
typedef struct _NotifyListener NotifyListener;

NotifyListener *notify_listener_new (void);
void            notify_listener_free (NotifyListener *self);
const char     *notify_listener_get_path (NotifyListener *self);
/* How often a line was heard until now. */
guint notify_listener_count (NotifyListener *self, const char *line);

G_END_DECLS
