/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A bus that is the session bus of this process from now on; it never changes back. libsecret never
 * lets go of its connection, for which GTestDBus would wait. Stop it with own_bus_stop(). */
GSubprocess *own_bus_start (void);
void         own_bus_stop (GSubprocess *bus);

G_END_DECLS
