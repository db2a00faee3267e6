/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs the openssl command; returns whether it says yes. */
gboolean openssl_run (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
