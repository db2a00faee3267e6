/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-secret.h"

G_BEGIN_DECLS

/* Whose files are believed to be private. */
typedef enum
{
  ZHIHUI_PRIVATE_FILE_OWN,        /* mode 0600 or less */
  ZHIHUI_PRIVATE_FILE_CREDENTIAL, /* of the service manager, which may let in by an ACL: 0440 */
} ZhihuiPrivateFileKind;

ZhihuiSecret *
zhihui_private_file_read (const char *path, ZhihuiPrivateFileKind kind, GError **error);

G_END_DECLS
