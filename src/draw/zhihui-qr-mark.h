/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-picture.h"

G_BEGIN_DECLS

/* A QR code as a mark: black on white whatever the theme, in whole pixels, with its quiet zone. The
 * picture keeps the modules alone, not the text. */
gboolean zhihui_marks_add_qr (ZhihuiPicture *picture,
                              const char    *key,
                              const char    *text,
                              double         x,
                              double         y,
                              double         size,
                              double         least);

G_END_DECLS
