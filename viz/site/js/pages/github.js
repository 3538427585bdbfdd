export async function github() {
}
