/* Structures after this are packed to 2 bytes, until poppack.h. No guard: once per pair. */
#pragma pack(push, 2)
