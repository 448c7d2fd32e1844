/* Structures after this are packed to 1 byte, until poppack.h. No guard: once per pair. */
#pragma pack(push, 1)
