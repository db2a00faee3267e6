/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZhihuiError:
 * @ZHIHUI_ERROR_OFFLINE: the other side cannot be reached: keep the last figures, show their age,
 * try again
 * @ZHIHUI_ERROR_REFUSED: the other side knows us and says no: ask for credentials, do not try again
 * by itself
 * @ZHIHUI_ERROR_UNKNOWN_TOKEN: the other side does not know us, or no longer: ask for another token
 * @ZHIHUI_ERROR_MALFORMED: what came breaks the protocol: keep the last figures, report a bug of
 * the sender
 * @ZHIHUI_ERROR_INVALID: what a person or a file gave is wrong: show the message at that place and
 * let them mend it
 * @ZHIHUI_ERROR_NOT_FOUND: the thing named is not there: say so, go back to the list
 * @ZHIHUI_ERROR_TOO_LARGE: more than a limit allows: ask for less, a shorter period or fewer rows
 * @ZHIHUI_ERROR_EXISTS: the thing is there already: offer to open it, or to replace it
 * @ZHIHUI_ERROR_CHANGED: it is no longer what it was when reading began: begin again
 * @ZHIHUI_ERROR_FAILED: nothing the caller can do: show the message, log it, go on without
 *
 * Codes say what the caller does next, not where the fault arose.
 */
typedef enum
{
  ZHIHUI_ERROR_OFFLINE,
  ZHIHUI_ERROR_REFUSED,
  ZHIHUI_ERROR_UNKNOWN_TOKEN,
  ZHIHUI_ERROR_MALFORMED,
  ZHIHUI_ERROR_INVALID,
  ZHIHUI_ERROR_NOT_FOUND,
  ZHIHUI_ERROR_TOO_LARGE,
  ZHIHUI_ERROR_EXISTS,
  ZHIHUI_ERROR_CHANGED,
  ZHIHUI_ERROR_FAILED,
} ZhihuiError;

#define ZHIHUI_ERROR (zhihui_error_quark ())

GQuark zhihui_error_quark (void);

G_END_DECLS
