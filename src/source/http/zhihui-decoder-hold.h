/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void zhihui_decoder_hold (SoupSession *session);

G_END_DECLS
