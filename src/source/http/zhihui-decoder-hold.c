/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-decoder-hold.h"

#define N_SPARE_REFS 64

/**
 * zhihui_decoder_hold:
 * @session: one that was just made, or whose request has come to an end
 *
 * libsoup 3.6 gives back more references of what decodes bodies than it took where a connection
 * that rested is closed by the other side: the next request reached into freed memory. It gets some
 * in advance, and new ones before they are used up. It is as small as its session is rare.
 */
void
zhihui_decoder_hold (SoupSession *session)
{
  SoupSessionFeature *decoder = NULL;

  if (soup_check_version (3, 3, 0))
    decoder = soup_session_get_feature (session, SOUP_TYPE_CONTENT_DECODER);
  if (decoder == NULL)
    return;

  while (G_OBJECT (decoder)->ref_count < N_SPARE_REFS)
    g_object_ref (decoder);
}
