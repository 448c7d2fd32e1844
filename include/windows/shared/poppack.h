/* Ends what the last pshpack1.h, pshpack2.h, pshpack4.h or pshpack8.h began. No guard: once per pair. */
#pragma pack(pop)
