/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GCancellable *zhihui_late_cancel_follow (GCancellable *first);

G_END_DECLS
