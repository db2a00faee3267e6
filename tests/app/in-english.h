/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void in_english (GTestDataFunc test, gconstpointer data);

G_END_DECLS
