;; INVALID failed to find `.` character
(component (import "[method]a" (func)))
