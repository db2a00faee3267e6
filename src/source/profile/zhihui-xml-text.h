/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* XML as JSON, so that one kind of path fits both: the root is an object with one member; an
 * element with elements inside is an object, and always stands in a list; a leaf is a text, in a
 * list only when it stands there more than once. Attributes of elements with elements are members
 * "@name". */
char *zhihui_xml_to_json (const char *data, gsize size, GError **error);

G_END_DECLS
